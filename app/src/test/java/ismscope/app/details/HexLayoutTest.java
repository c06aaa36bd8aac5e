package ismscope.app.details;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HexLayoutTest {
    @Test
    void takesTheLongestRowsThatFit() {
        assertThat(HexLayout.fitting(200).perRow()).isEqualTo(16);
        assertThat(HexLayout.fitting(new HexLayout(16).rowChars()).perRow()).isEqualTo(16);
        assertThat(HexLayout.fitting(new HexLayout(16).rowChars() - 1).perRow()).isEqualTo(8);
        assertThat(HexLayout.fitting(3).perRow()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void findsEachByteWhereItIsDrawn(int perRow) {
        HexLayout layout = new HexLayout(perRow);
        for (int i = 0; i < perRow; i++) {
            assertThat(layout.byteAt(layout.hexColumn(i))).isEqualTo(i);
            assertThat(layout.byteAt(layout.hexColumn(i) + 1.9)).isEqualTo(i);
            assertThat(layout.byteAt(layout.textColumn(i) + 0.5)).isEqualTo(i);
        }
        assertThat(layout.byteAt(1)).isEqualTo(-1);
    }

    @Test
    void countsTheLastPartOfARowAsARow() {
        assertThat(new HexLayout(16).rows(0)).isZero();
        assertThat(new HexLayout(16).rows(16)).isEqualTo(1);
        assertThat(new HexLayout(16).rows(17)).isEqualTo(2);
    }
}

package ismscope.app.hex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HexGridTest {
    private static final long TIB = 1L << 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 15, 16, 17, 4096, 1L << 30, TIB - 1, TIB, TIB + 5, 1L << 62})
    void rowsAndColumnsLeadBackToTheByte(long size) {
        for (int perRow : new int[] {4, 8, 16, 32, 64}) {
            HexGrid grid = new HexGrid(size, perRow);
            for (long offset : new long[] {0, 1, 7, size / 3, size / 2, size - 2, size - 1}) {
                if (offset < 0 || offset >= size) {
                    continue;
                }
                assertThat(grid.start(grid.row(offset)) + grid.column(offset)).isEqualTo(offset);
                assertThat(grid.column(offset)).isLessThan(grid.length(grid.row(offset)));
            }
            assertThat(grid.row(size - 1)).isEqualTo(grid.rows() - 1);
            assertThat(grid.start(grid.rows() - 1) + grid.length(grid.rows() - 1)).isEqualTo(size);
        }
    }

    @Test
    void aTebibyteHasItsRows() {
        HexGrid grid = new HexGrid(TIB, 16);
        assertThat(grid.rows()).isEqualTo(1L << 36);
        assertThat(grid.row(TIB - 1)).isEqualTo((1L << 36) - 1);
        assertThat(grid.offsetDigits()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"0,8", "4096,8", "4294967296,8", "4294967297,9", "1099511627776,10"})
    void offsetsHaveAsManyDigitsAsTheLastNeeds(long size, int digits) {
        assertThat(new HexGrid(size, 16).offsetDigits()).isEqualTo(digits);
    }

    @Test
    void anEmptyRegionHasNoRows() {
        HexGrid grid = new HexGrid(0, 16);
        assertThat(grid.rows()).isZero();
        assertThat(grid.length(0)).isZero();
        assertThat(grid.clamp(99)).isZero();
    }

    @Test
    void clampsToWhatThereIs() {
        HexGrid grid = new HexGrid(100, 16);
        assertThat(grid.clamp(-5)).isZero();
        assertThat(grid.clamp(100)).isEqualTo(99);
        assertThat(grid.length(6)).isEqualTo(4);
        assertThat(grid.length(7)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"10,4", "32,4", "33,8", "64,8", "65,16", "128,16", "129,32", "5000,64"})
    void asManyBytesPerRowAsFit(double characters, int bytes) {
        assertThat(HexGrid.fittingBytesPerRow(characters)).isEqualTo(bytes);
    }

    @Test
    void refusesANumberOfBytesThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new HexGrid(100, 12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytesPerRow=12");
    }
}

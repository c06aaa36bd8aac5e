package ismscope.app.find;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextQueryTest {
    private static final long TOKEN = 0x1f3a00deadbeef01L;

    @Test
    void findsWordsWhateverTheirCase() {
        TextQuery query = TextQuery.of("  AtTach ");
        assertThat(query.indexIn("vm2 ATTACH 0x1f3a", 0)).isEqualTo(4);
        assertThat(query.indexIn("vm2 ATTACH, then attach", 5)).isEqualTo(17);
        assertThat(query.indexIn("vm2 DETACH", 0)).isEqualTo(-1);
        assertThat(query.indexIn("", 0)).isEqualTo(-1);
        assertThat(query.length()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t"})
    void blankTextAsksForNothing(String typed) {
        assertThat(TextQuery.of(typed)).isSameAs(TextQuery.NONE);
        assertThat(TextQuery.NONE.indexIn("anything", 0)).isEqualTo(-1);
        assertThat(TextQuery.NONE.indexIn(new byte[4])).isEqualTo(-1);
        assertThat(TextQuery.NONE.beginsToken(TOKEN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x1", "0x1F3A", "0x1f3a00deadbeef01", "0x1f3a_00de"})
    void hexDigitsAreTheBeginningOfAToken(String typed) {
        assertThat(TextQuery.of(typed).beginsToken(TOKEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x2", "0x1f3b", "1f3a", "0x", "0x1f3a00deadbeef0123", "0xyz"})
    void otherTextIsNot(String typed) {
        assertThat(TextQuery.of(typed).beginsToken(TOKEN)).isFalse();
        assertThat(TextQuery.of("0x0").beginsToken(0)).isFalse();
    }

    @Test
    void twoBytesAndMoreAreLookedForInTheirOrder() {
        byte[] bytes = {0, 1, (byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef};
        assertThat(TextQuery.of("0xde ad").indexIn(bytes)).isEqualTo(2);
        assertThat(TextQuery.of("0xbeef").indexIn(bytes)).isEqualTo(4);
        assertThat(TextQuery.of("0xbeef").byteCount()).isEqualTo(2);
        assertThat(TextQuery.of("0xadde").indexIn(bytes)).isEqualTo(-1);
        assertThat(TextQuery.of("0xbeef00").indexIn(bytes)).isEqualTo(-1);
    }

    @Test
    void oneByteOrHalfOfOneIsNoPattern() {
        assertThat(TextQuery.of("0xde").byteCount()).isZero();
        assertThat(TextQuery.of("0xdea").byteCount()).isZero();
        assertThat(TextQuery.of("dead").byteCount()).isZero();
    }
}

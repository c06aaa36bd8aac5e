package ismscope.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "999,999",
        "1000,1.0k",
        "1249,1.2k",
        "9949,9.9k",
        "9951,10k",
        "999499,999k",
        "999500,1.0M",
        "12345678,12M",
        "9223372036854775807,9.2E"
    })
    void countsFitInFourLetters(long count, String text) {
        assertThat(Amounts.brief(count)).isEqualTo(text).hasSizeLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "1023,1023 B",
        "4096,4 KiB",
        "1536,1.5 KiB",
        "1048576,1 MiB",
        "1073741824,1 GiB",
        "1099511627776,1 TiB",
        "104857600,100 MiB"
    })
    void bytesAreInBinaryUnits(long count, String text) {
        assertThat(Amounts.bytes(count)).isEqualTo(text);
    }

    @Test
    void tokensAreShortened() {
        assertThat(Amounts.token(0x1f3a5566778809c2L)).isEqualTo("1f3a\u202609c2");
        assertThat(Amounts.token(-1)).isEqualTo("ffff\u2026ffff");
        assertThat(Amounts.token(0xabc)).isEqualTo("abc");
    }
}

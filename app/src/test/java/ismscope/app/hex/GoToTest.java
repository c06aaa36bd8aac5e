package ismscope.app.hex;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.hex.GoTo.Place;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoToTest {
    private static final long SIZE = 1L << 40;
    private final GoTo reader = new GoTo(SIZE, 1 << 20, 0x1000);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "0x1f00, 7936",
        "0X1F00, 7936",
        "1f00h, 7936",
        "1_000_000, 1000000",
        "0xffff_ffff, 4294967295",
        "64k, 65536",
        "2M, 2097152",
        "2MiB, 2097152",
        "1G, 1073741824",
        "1023 g, 1098437885952",
        "+0x10, 4112",
        "+ 16, 4112",
        "-16, 4080",
        "-0x1000, 0",
        "chunk:3, 3145728",
        "chunk 3, 3145728",
        "chunk:0x10, 16777216",
        "chunk:3+0x10, 3145744",
        "chunk:3 + 1k, 3146752",
        "0%, 0",
        "50%, 549755813887",
        "100%, 1099511627775",
        "end, 1099511627775",
        "END, 1099511627775"
    })
    void readsAPlace(String typed, long offset) {
        assertThat(reader.read(typed)).isEqualTo(new Place.At(offset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "0x",
                "0xg",
                "12x",
                "h",
                "chunk:",
                "chunk:x",
                "chunk:1+",
                "+",
                "-",
                "+-3",
                "1.5",
                "%",
                "5000%",
                "1kk",
                "0x10k"
            })
    void refusesWhatIsNoPlace(String typed) {
        assertThat(reader.read(typed)).isEqualTo(new Place.Unreadable());
    }

    @Test
    void saysWhatIsOutside() {
        assertThat(reader.read("1024G")).isEqualTo(new Place.Outside(BigInteger.ONE.shiftLeft(40)));
        assertThat(reader.read("-0x1001")).isEqualTo(new Place.Outside(BigInteger.ONE.negate()));
        assertThat(reader.read("0xffffffffffffffffffffffff"))
                .isEqualTo(
                        new Place.Outside(BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE)));
        assertThat(reader.read("chunk:99999999999999999999")).isInstanceOf(Place.Outside.class);
        assertThat(new GoTo(0, 4096, 0).read("0")).isInstanceOf(Place.Outside.class);
    }
}

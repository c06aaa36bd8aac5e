package ismscope.inspector.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "1000, 1000 bytes",
        "1024, 1 KiB",
        "1536, 1536 bytes",
        "3145728, 3 MiB",
        "1073741824, 1 GiB",
        "-1, 18446744073709551615 bytes",
        "-9223372036854775808, 8 EiB"
    })
    void writesSizesExactly(long bytes, String text) {
        assertThat(ValueText.size(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1000, 1.0 us",
        "3149, 3.1 us",
        "9999, 9.9 us",
        "10000, 10 us",
        "999999, 999 us",
        "1000000, 1.0 ms",
        "42000000, 42 ms",
        "1300000000, 1.3 s",
        "7200000000000, 7200 s",
        "-1, 18446744073 s"
    })
    void writesTimesToTwoOrThreeDigits(long nanos, String text) {
        assertThat(ValueText.duration(nanos)).isEqualTo(text);
    }
}

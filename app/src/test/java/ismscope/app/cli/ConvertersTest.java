package ismscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ConvertersTest {
    @ParameterizedTest
    @CsvSource({
        "10s, PT10S",
        "500ms, PT0.5S",
        "1.5s, PT1.5S",
        "2m, PT2M",
        "1h, PT1H",
        "7, PT7S",
        "250us, PT0.00025S",
        "1ns, PT0.000000001S"
    })
    void readsDurations(String typed, Duration meant) {
        assertThat(new DurationConverter().convert(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "ten", "-1s", "1 s s", "0", "0.0ms", "1e3s", "99999999999s"})
    void refusesWhatIsNoDuration(String typed) {
        assertThatThrownBy(() -> new DurationConverter().convert(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining('"' + typed + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "64K, 65536",
        "1m, 1048576",
        "2G, 2147483648",
        "1g, 1073741824"
    })
    void readsSizes(String typed, long bytes) {
        assertThat(new ByteSizeConverter().convert(typed)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "-1", "1.5M", "1T", "999999999999G", "0x10"})
    void refusesWhatIsNoSize(String typed) {
        assertThatThrownBy(() -> new ByteSizeConverter().convert(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining('"' + typed + '"');
    }

    @Test
    void readsTheSizeOfAWindow() {
        assertThat(new PixelSize.Converter().convert("1600x1000"))
                .isEqualTo(new PixelSize(1600, 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1600", "1600x", "x", "1600*1000", "100x1000", "1600x99999"})
    void refusesWhatIsNoWindow(String typed) {
        assertThatThrownBy(() -> new PixelSize.Converter().convert(typed))
                .isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "20K, 20000", "5m, 5000000", "50M, 50000000", "1G, 1000000000"})
    void readsCountsInPowersOfAThousand(String typed, long meant) {
        assertThat(new CountConverter().convert(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "-1", "1.5M", "5 M", "9999999999"})
    void refusesWhatIsNoCount(String typed) {
        assertThatThrownBy(() -> new CountConverter().convert(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining('"' + typed + '"');
    }
}

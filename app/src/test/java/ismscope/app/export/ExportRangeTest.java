package ismscope.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportRangeTest {
    @Test
    void nothingTypedMeansAll() {
        assertThat(ExportRange.parse("", " ")).contains(new ExportRange(0, Long.MAX_VALUE - 1));
    }

    @Test
    void countsFromOneAsPeopleDo() {
        assertThat(ExportRange.parse("#1", "48,213")).contains(new ExportRange(0, 48_212));
        assertThat(ExportRange.parse("7", "7")).contains(new ExportRange(6, 6));
    }

    @ParameterizedTest
    @CsvSource({"0,5", "5,4", "x,5", "1,5x", "-1,5", "1,99999999999999999999"})
    void refusesWhatIsNoRange(String first, String last) {
        assertThat(ExportRange.parse(first, last)).isEmpty();
    }
}

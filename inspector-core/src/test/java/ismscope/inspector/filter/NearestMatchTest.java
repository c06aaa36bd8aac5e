package ismscope.inspector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestMatchTest {
    private static final List<String> WORDS =
            List.of("tour", "storm", "crowd", "fan-out", "faulty-driver", "permissions");

    @ParameterizedTest
    @CsvSource({
        "toru, tour",
        "strom, storm",
        "crwod, crowd",
        "fanout, fan-out",
        "faulty-drivers, faulty-driver",
        "faulty, faulty-driver",
        "PERMISSION, permissions"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(NearestMatch.of(typed, WORDS)).hasValue(meant);
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(NearestMatch.of("unrelated", WORDS)).isEmpty();
    }

    @Test
    void countsNoDashesAsLetters() {
        assertThat(NearestMatch.of("--fro", List.of("--for", "--guests"))).hasValue("--for");
        assertThat(NearestMatch.of("-for", List.of("--for", "--guests"))).hasValue("--for");
    }
}

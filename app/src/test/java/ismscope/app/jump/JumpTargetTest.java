package ismscope.app.jump;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JumpTargetTest {
    @ParameterizedTest
    @ValueSource(strings = {"48213", "#48213", "#48,213", " 48 213 "})
    void readsEventNumbersAsPeopleWriteThem(String typed) {
        assertThat(JumpTarget.parse(typed)).contains(new JumpTarget.ToEvent(48_212));
    }

    @Test
    void readsTimesFromTheStartAndFromHere() {
        assertThat(JumpTarget.parse("12.5ms")).contains(new JumpTarget.ByTime(12_500_000, false));
        assertThat(JumpTarget.parse("+3us")).contains(new JumpTarget.ByTime(3_000, true));
        assertThat(JumpTarget.parse("-1 s")).contains(new JumpTarget.ByTime(-1_000_000_000, true));
    }

    @Test
    void readsTokensByTheirFirstDigits() {
        assertThat(JumpTarget.parse("0x1F3a")).contains(new JumpTarget.ToToken("1f3a"));
        assertThat(JumpTarget.parse("token=0x1f3a\u2026")).contains(new JumpTarget.ToToken("1f3a"));
    }

    @Test
    void readsTimesOfDayOnTheDayOfTheSession() {
        JumpTarget.AtClock target =
                (JumpTarget.AtClock) JumpTarget.parse("@14:03:22.1").orElseThrow();
        long nanos = target.nanosOnDayOf(1_700_000_000_000_000_000L);
        Instant at = Instant.ofEpochSecond(0, nanos);
        assertThat(at.atZone(ZoneId.systemDefault()).toLocalTime())
                .isEqualTo(LocalTime.of(14, 3, 22, 100_000_000));
        assertThat(at.atZone(ZoneId.systemDefault()).toLocalDate())
                .isEqualTo(
                        Instant.ofEpochSecond(1_700_000_000)
                                .atZone(ZoneId.systemDefault())
                                .toLocalDate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "0",
                "#0",
                "abc",
                "12 parsecs",
                "0x",
                "0xg",
                "@25:00",
                "@",
                "--1s",
                "99999999999999999999",
                "9999999999999999m",
                "token=5"
            })
    void refusesWhatItDoesNotKnow(String typed) {
        assertThat(JumpTarget.parse(typed)).isEmpty();
    }
}

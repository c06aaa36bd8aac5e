package ismscope.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeFormatTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final TimeFormat.Marks MARKS =
            new TimeFormat.Marks(START, START + 2_000_000_001L, START + 5_000_000_000L);

    @Test
    void keepsEveryNanosecond() {
        assertThat(TimeFormat.SINCE_START.write(START + 2_000_000_007L, MARKS))
                .isEqualTo("2.000000007");
        assertThat(TimeFormat.SINCE_PREVIOUS.write(START + 2_000_000_007L, MARKS))
                .isEqualTo("0.000000006");
        assertThat(TimeFormat.OF_DAY.write(START + 7, MARKS)).endsWith(":20.000000007");
        assertThat(TimeFormat.ABSOLUTE.write(START + 7, MARKS))
                .startsWith("2023-11-1")
                .endsWith(":20.000000007");
    }

    @Test
    void writesTimesBeforeTheReferenceAsNegative() {
        assertThat(TimeFormat.SINCE_REFERENCE.write(START + 4_500_000_000L, MARKS))
                .isEqualTo("-0.500000000");
    }
}

package ismscope.app.hex;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.shown.ScriptedSession;
import ismscope.device.protocol.Area;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.state.RegionBytes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionSearchTest {
    private static final long TOKEN = 0xbeef;
    private static final long SIZE = 1 << 20;
    private final ScriptedSession session = new ScriptedSession();

    @AfterEach
    void close() {
        session.close();
    }

    /// {@return a region of zeros where `needle` stands at these places}
    private RegionBytes region(String needle, long... places) {
        session.record(1, 0, 0, new TapRecord.DeviceAdded(7, 1, 1 << 20, 4096, 1 << 26, "vm1"));
        session.record(1, 1, TOKEN, new TapRecord.RegionCreated(SIZE, 7));
        session.record(1, 1, TOKEN, new TapRecord.Mapped(3, List.of(new Area(0, SIZE))));
        for (long place : places) {
            byte[] bytes = needle.getBytes(US_ASCII);
            session.record(1, 0, TOKEN, new TapRecord.Content(place, 0, bytes));
        }
        return session.indexed().snapshot().regionAt(TOKEN, session.snapshot().eventCount() - 1);
    }

    private static RegionSearch search(RegionBytes region, String needle) {
        return new RegionSearch(region, needle.getBytes(US_ASCII), () -> false);
    }

    @ParameterizedTest
    @CsvSource({"0,100", "100,100", "101,65534", "65535,900000", "900001,100"})
    void findsTheNextAndGoesOnAtTheBeginning(long after, long place) {
        RegionBytes region = region("needle", 100, 65_534, 900_000);
        assertThat(search(region, "needle").next(after)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({
        "1048576,900000",
        "900000,65534",
        "900001,900000",
        "65534,100",
        "65535,65534",
        "100,900000",
        "0,900000"
    })
    void findsThePreviousAlsoAcrossWindows(long before, long place) {
        RegionBytes region = region("needle", 100, 65_534, 900_000);
        assertThat(search(region, "needle").previous(before)).isEqualTo(place);
    }

    @Test
    void findsAPatternThatEndsWithTheRegion() {
        RegionBytes region = region("end", SIZE - 3);
        assertThat(search(region, "end").previous(SIZE)).isEqualTo(SIZE - 3);
        assertThat(search(region, "end").next(0)).isEqualTo(SIZE - 3);
    }

    @Test
    void saysWhenThereIsNone() {
        RegionBytes region = region("needle", 5);
        assertThat(search(region, "nadel").next(0)).isEqualTo(-1);
        assertThat(search(region, "nadel").previous(SIZE)).isEqualTo(-1);
    }

    @Test
    void aLongerPatternThanTheRegionIsNowhere() {
        RegionBytes region = region("x", 5);
        byte[] pattern = new byte[(int) SIZE + 1];
        RegionSearch search = new RegionSearch(region, pattern, () -> false);
        assertThat(search.next(0)).isEqualTo(-1);
        assertThat(search.previous(SIZE)).isEqualTo(-1);
    }

    @Test
    void givesUpWhenCancelled() {
        RegionBytes region = region("needle", 5);
        RegionSearch search = new RegionSearch(region, "needle".getBytes(US_ASCII), () -> true);
        assertThat(search.previous(SIZE)).isEqualTo(-1);
    }
}

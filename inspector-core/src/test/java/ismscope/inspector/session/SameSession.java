package ismscope.inspector.session;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.event.Event;
import ismscope.inspector.state.RegionBytes;
import ismscope.inspector.state.SessionState;
import java.util.Arrays;

/// Whether two sessions tell the same: events, index, states, bytes of regions.
public final class SameSession {
    private static final int STATES = 50;
    private static final int WINDOW = 4096;

    private SameSession() {}

    /// Compares every event, and state and regions at some fifty of them.
    public static void assertSame(SessionSnapshot actual, SessionSnapshot expected) {
        long count = expected.eventCount();
        assertThat(actual.eventCount()).isEqualTo(count).isPositive();
        assertThat(actual.deviceCount()).isEqualTo(expected.deviceCount());
        assertThat(actual.origin()).isEqualTo(expected.origin());
        for (long n = 0; n < count; n++) {
            Event event = actual.event(n);
            assertThat(event.bytes()).isEqualTo(expected.event(n).bytes());
            assertThat(event.timeNanos()).isEqualTo(expected.timeNanos(n));
            assertThat(actual.counterpart(n)).isEqualTo(expected.counterpart(n));
            assertThat(actual.deviceName(event.device()))
                    .isEqualTo(expected.deviceName(event.device()));
        }
        for (long n = 0; n < count; n += 1 + count / STATES) {
            assertThat(actual.info(n)).isEqualTo(expected.info(n));
            assertSameState(actual, expected, n);
        }
        assertSameState(actual, expected, count - 1);
        assertThat(actual.density(64).events()).isEqualTo(expected.density(64).events());
        assertThat(actual.violationCount()).isEqualTo(expected.violationCount());
        assertThat(actual.lostCount()).isEqualTo(expected.lostCount());
    }

    private static void assertSameState(
            SessionSnapshot actual, SessionSnapshot expected, long event) {
        SessionState state = expected.stateAt(event);
        assertThat(actual.stateAt(event).devices()).isEqualTo(state.devices());
        assertThat(actual.stateAt(event).regions()).isEqualTo(state.regions());
        for (long token : state.regions().keySet()) {
            assertThat(start(actual.regionAt(token, event)))
                    .isEqualTo(start(expected.regionAt(token, event)));
        }
    }

    private static byte[] start(RegionBytes region) {
        byte[] bytes = new byte[WINDOW];
        return Arrays.copyOf(bytes, region.read(0, bytes, new long[0]));
    }
}

package ismscope.app.hex;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.shown.ScriptedSession;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.session.SessionSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowedRegionTest {
    private static final long ONE = 0x1111;
    private static final long TWO = 0x2222;
    private static final int TICKS_OF_USE = (int) (FollowedRegion.IN_USE_NANOS / 1_000_000);
    private final ScriptedSession session = new ScriptedSession();
    private final FollowedRegion followed = new FollowedRegion();

    @BeforeEach
    void createTwoRegions() {
        session.record(1, 0, 0, new TapRecord.DeviceAdded(0x11, 1, 1 << 20, 4096, 1 << 30, "vm1"));
        assertThat(live()).as("no region yet").isZero();
        session.record(1, 1, ONE, new TapRecord.RegionCreated(1 << 20, 0x11));
        session.record(1, 1, TWO, new TapRecord.RegionCreated(1 << 20, 0x11));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void staysWithARegionThatIsInUseWhileOthersAreToo() {
        assertThat(live()).isEqualTo(TWO);
        store(ONE);
        assertThat(live()).isEqualTo(TWO);
    }

    @Test
    void goesToAnotherWhenItsOwnIsNotInUseAnyMore() {
        assertThat(live()).isEqualTo(TWO);
        for (int i = 0; i < FollowedRegion.LOOK_BACK; i++) {
            store(ONE);
        }
        assertThat(live()).isEqualTo(ONE);
        for (int i = 0; i < TICKS_OF_USE / 2; i++) {
            session.record(1, 0, 0, new TapRecord.Status(0, 15));
        }
        assertThat(live()).as("nothing else is in use").isEqualTo(ONE);
    }

    @Test
    void goesToAnotherWhenItsOwnIsFreed() {
        assertThat(live()).isEqualTo(TWO);
        store(ONE);
        session.record(1, 0, TWO, new TapRecord.RegionFreed());
        assertThat(live()).isEqualTo(ONE);
    }

    @Test
    void inThePastItIsTheRegionOfTheEventOrOfTheLastBefore() {
        store(ONE);
        session.record(1, 0, 0, new TapRecord.Status(0, 15));
        SessionSnapshot snapshot = session.indexed().snapshot();
        assertThat(followed.at(snapshot, snapshot.stateAt(4), false)).isEqualTo(ONE);
        assertThat(followed.at(snapshot, snapshot.stateAt(2), false)).isEqualTo(TWO);
        assertThat(followed.at(snapshot, snapshot.stateAt(1), false)).isEqualTo(ONE);
    }

    private void store(long token) {
        session.record(1, 0, token, new TapRecord.Content(0, 0, new byte[8]));
    }

    private long live() {
        SessionSnapshot snapshot = session.indexed().snapshot();
        return followed.at(snapshot, snapshot.stateAt(snapshot.eventCount() - 1), true);
    }
}

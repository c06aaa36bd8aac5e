package ismscope.device.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.notify.EventBacklog.Outcome;
import ismscope.device.protocol.DeviceEvent;
import org.junit.jupiter.api.Test;

class EventBacklogTest {
    private final EventBacklog backlog = new EventBacklog(3);

    private static PendingEvent update(long token, long flow) {
        return new PendingEvent(new DeviceEvent.RegionUpdated(0, 1), token, flow);
    }

    private static PendingEvent attach(long token, long flow) {
        return new PendingEvent(new DeviceEvent.PeerAttached(0, 1, 2), token, flow);
    }

    @Test
    void givesEventsInTheirOrder() {
        backlog.add(attach(1, 10));
        backlog.add(update(1, 11));
        assertThat(backlog.oldest()).isEqualTo(attach(1, 10));
        backlog.removeOldest();
        assertThat(backlog.oldest()).isEqualTo(update(1, 11));
        backlog.removeOldest();
        assertThat(backlog.oldest()).isNull();
    }

    @Test
    void mergesOnlyUpdatesOfOneRegion() {
        assertThat(backlog.add(update(1, 10))).isEqualTo(Outcome.KEPT);
        assertThat(backlog.add(update(1, 11))).isEqualTo(Outcome.MERGED);
        assertThat(backlog.add(update(2, 12))).isEqualTo(Outcome.KEPT);
        assertThat(backlog.add(attach(1, 13))).isEqualTo(Outcome.KEPT);
        assertThat(backlog.size()).isEqualTo(3);
        assertThat(backlog.oldest()).isEqualTo(update(1, 10));
        backlog.removeOldest();
        assertThat(backlog.add(update(1, 14))).isEqualTo(Outcome.KEPT);
    }

    @Test
    void countsWhatIsLost() {
        for (int i = 0; i < 5; i++) {
            backlog.add(attach(1, i));
        }
        assertThat(backlog.size()).isEqualTo(3);
        assertThat(backlog.lost()).isEqualTo(2);
        assertThat(backlog.add(update(1, 9))).isEqualTo(Outcome.LOST);
    }

    @Test
    void mergesAlsoWhenFull() {
        backlog.add(update(1, 1));
        backlog.add(attach(1, 2));
        backlog.add(attach(1, 3));
        assertThat(backlog.add(update(1, 4))).isEqualTo(Outcome.MERGED);
        assertThat(backlog.lost()).isZero();
    }

    @Test
    void forgetsARegion() {
        backlog.add(update(1, 1));
        backlog.add(update(2, 2));
        backlog.add(attach(1, 3));
        assertThat(backlog.removeAbout(1)).isEqualTo(2);
        assertThat(backlog.oldest()).isEqualTo(update(2, 2));
        assertThat(backlog.add(update(1, 4))).isEqualTo(Outcome.KEPT);
        assertThat(backlog.clear()).isEqualTo(2);
        assertThat(backlog.add(update(2, 5))).isEqualTo(Outcome.KEPT);
    }
}

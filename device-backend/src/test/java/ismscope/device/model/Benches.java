package ismscope.device.model;

import ismscope.device.transport.Carrier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Every transport with the shapes of queues that differ on it: one contract for all.
final class Benches {
    /// One split and one packed shape: a socket carries registers and notifications, no rings.
    private static final Set<QueueShape> OVER_SOCKETS =
            EnumSet.of(QueueShape.SPLIT_EVENT_IDX, QueueShape.PACKED_INDIRECT);

    private static final Set<Carrier> SOCKETS = EnumSet.of(Carrier.VFIO_USER, Carrier.VHOST_USER);

    private Benches() {}

    static Stream<Arguments> all() {
        List<Arguments> all = new ArrayList<>();
        for (Carrier carrier : Carrier.values()) {
            for (QueueShape shape : QueueShape.values()) {
                if (!SOCKETS.contains(carrier) || OVER_SOCKETS.contains(shape)) {
                    all.add(Arguments.of(carrier, shape));
                }
            }
        }
        return all.stream();
    }
}

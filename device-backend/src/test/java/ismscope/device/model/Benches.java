package ismscope.device.model;

import ismscope.device.transport.Carrier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Every transport with every shape of queues: one contract for all.
final class Benches {
    private Benches() {}

    static Stream<Arguments> all() {
        List<Arguments> all = new ArrayList<>();
        for (Carrier carrier : Carrier.values()) {
            for (QueueShape shape : QueueShape.values()) {
                all.add(Arguments.of(carrier, shape));
            }
        }
        return all.stream();
    }
}

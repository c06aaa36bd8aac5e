package ismscope.inspector.filter;

import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import java.util.Arrays;

/// A test whose outcome is the same for all events of a device: asked once for each device. Owned
/// by one thread, and for one snapshot, since later ones may know other names.
final class DeviceTest implements BlockTest {
    private static final byte UNKNOWN = 0;
    private static final byte PASSES = 1;
    private static final byte FAILS = 2;

    private final BlockTest asked;
    private final long[] one = Bits.none();
    private final long[] answer = Bits.none();
    private byte[] known = new byte[64];

    DeviceTest(BlockTest asked) {
        this.asked = asked;
    }

    @Override
    public void select(Block block, long[] candidates, long[] result) {
        long[] heads = block.column(EventColumn.HEAD);
        Bits.select(candidates, result, at -> passes(block, at, EventHead.device(heads[at])));
    }

    private boolean passes(Block block, int at, int device) {
        if (device >= known.length) {
            known = Arrays.copyOf(known, Math.max(device + 1, known.length * 2));
        }
        if (known[device] == UNKNOWN) {
            Arrays.fill(one, 0);
            one[at / Long.SIZE] = 1L << at % Long.SIZE;
            asked.select(block, one, answer);
            known[device] = Bits.isEmpty(answer) ? FAILS : PASSES;
        }
        return known[device] == PASSES;
    }
}

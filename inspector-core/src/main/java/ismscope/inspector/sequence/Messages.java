package ismscope.inspector.sequence;

import ismscope.device.tap.TapKind;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.session.SessionSnapshot;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Which events are messages.
public final class Messages {
    private static final Set<TapKind> KINDS =
            EnumSet.of(
                    TapKind.REQUEST,
                    TapKind.REPLY,
                    TapKind.DOORBELL,
                    TapKind.EVENT,
                    TapKind.INTERRUPT,
                    TapKind.SWALLOWED,
                    TapKind.DEVICE_ADDED,
                    TapKind.DEVICE_REMOVED);

    /// Events before a delivery among which its doorbell is looked for.
    private static final int HORIZON = 256;

    private Messages() {}

    /// {@return whether events of this kind are messages}
    public static boolean has(TapKind kind) {
        return KINDS.contains(kind);
    }

    /// {@return the filter that finds all of them}
    public static String filter() {
        return KINDS.stream()
                .map(TapKind::name)
                .collect(Collectors.joining(", ", "ism.kind in {", "}"));
    }

    /// {@return nanoseconds from a doorbell to this delivery; -1 if it is none, or if the doorbell
    /// was long before}
    public static long deliveryNanos(SessionSnapshot session, long event) {
        long flow = session.flow(event);
        if (session.kind(event) != TapKind.EVENT || flow == 0) {
            return LatencyRange.NONE;
        }
        long from = Math.max(0, event - HORIZON);
        int count = (int) (event - from);
        long[] flows = new long[count];
        session.read(EventColumn.FLOW, from, count, flows);
        for (int i = count - 1; i >= 0; i--) {
            if (flows[i] == flow && session.kind(from + i) == TapKind.DOORBELL) {
                return session.timeNanos(event) - session.timeNanos(from + i);
            }
        }
        return LatencyRange.NONE;
    }
}

package ismscope.app.cli;

import ismscope.device.tap.TapKind;
import ismscope.inspector.session.SessionSnapshot;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The event whose columns are being written; moved from event to event, in ascending order.
final class Row {
    private final SessionSnapshot snapshot;
    private final LongFunction<byte[]> records;
    private long event;
    private byte @Nullable [] record;

    Row(SessionSnapshot snapshot) {
        this.snapshot = snapshot;
        records = snapshot.recordsInOrder();
    }

    void on(long number) {
        event = number;
        record = null;
    }

    SessionSnapshot snapshot() {
        return snapshot;
    }

    long event() {
        return event;
    }

    TapKind kind() {
        return snapshot.kind(event);
    }

    /// {@return the record's bytes, none if the file no longer holds them}
    byte[] record() {
        byte[] known = record;
        if (known == null) {
            known = records.apply(event);
            record = known;
        }
        return known;
    }
}

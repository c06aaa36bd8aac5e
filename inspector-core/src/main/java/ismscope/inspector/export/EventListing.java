package ismscope.inspector.export;

import ismscope.inspector.session.SessionSnapshot;
import java.util.Locale;

/// The listing of a session, one line for each event: what `ismscope read` prints and what the
/// listings beside the sample traces hold.
///
/// ```
/// number        time  device    kind           what happened
///     12 0.003114200  vm2       REQUEST        ATTACH 0x1f2e3d4c… rw -> OK 3.1 us
/// ```
///
/// Numbers start at 1. Immutable; thread: any.
public final class EventListing {
    private static final int LEAST_NAME_WIDTH = 8;
    private static final int MOST_NAME_WIDTH = 16;
    private static final int KIND_WIDTH = 14;
    private static final int NUMBER_WIDTH = 6;

    private final SessionSnapshot snapshot;
    private final TimeFormat time;
    private final int nameWidth;
    private final int timeWidth;

    /// @param snapshot what to list
    /// @param time how to write times
    public EventListing(SessionSnapshot snapshot, TimeFormat time) {
        this.snapshot = snapshot;
        this.time = time;
        int widest = LEAST_NAME_WIDTH;
        for (int device = 0; device < snapshot.deviceCount(); device++) {
            widest = Math.max(widest, snapshot.deviceName(device).length());
        }
        nameWidth = Math.min(widest, MOST_NAME_WIDTH);
        long last = snapshot.eventCount() - 1;
        timeWidth = last < 0 ? 0 : time.text(snapshot, last).length();
    }

    /// {@return the line of an event, without a line break}
    public String line(long event) {
        StringBuilder line = new StringBuilder(96);
        pad(line, Long.toString(event + 1), NUMBER_WIDTH, true);
        line.append(' ');
        pad(line, time.text(snapshot, event), timeWidth, true);
        line.append("  ");
        pad(line, snapshot.deviceName(snapshot.device(event)), nameWidth, false);
        line.append("  ");
        pad(line, snapshot.kind(event).name().toLowerCase(Locale.ROOT), KIND_WIDTH, false);
        return line.append("  ").append(snapshot.info(event)).toString().stripTrailing();
    }

    private static void pad(StringBuilder line, String text, int width, boolean right) {
        int spaces = width - text.length();
        if (!right) {
            line.append(text);
        }
        for (int i = 0; i < spaces; i++) {
            line.append(' ');
        }
        if (right) {
            line.append(text);
        }
    }
}

package ismscope.app.sequence;

import ismscope.app.text.Numbers;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.sequence.FoldedRows;
import ismscope.inspector.sequence.LatencyRange;
import ismscope.inspector.sequence.MessageFolds;
import ismscope.inspector.sequence.Messages;
import ismscope.inspector.session.SessionSnapshot;

/// What stands beside an arrow.
///
/// @param times `×37`, empty for one
/// @param said what it says
/// @param took how long it took, empty where that is said or not known
record MessageWords(String times, String said, String took) {
    private static final String GAP = "  ";
    private static final String TIMES = "\u00d7";

    /// {@return the words of a row}
    ///
    /// @param event the first in the row
    static MessageWords of(
            SessionSnapshot snapshot, MessageFolds folds, FoldedRows.Row row, long event) {
        TapRecord record = snapshot.event(event).record();
        String info = snapshot.info(event);
        if (record instanceof TapRecord.Swallowed(_, long count)) {
            String reason = info.replaceFirst("swallowed x\\d+: ", "");
            return new MessageWords(times(row.times() * count), reason, "");
        }
        if (row.times() == 1) {
            long nanos = Messages.deliveryNanos(snapshot, event);
            return new MessageWords("", info, nanos < 0 ? "" : ValueText.duration(nanos));
        }
        return new MessageWords(
                times(row.times()),
                common(record, info),
                range(folds.latency(row.place(), row.turn())));
    }

    /// {@return all of them}
    String inFull() {
        return (times.isEmpty() ? said : times + " " + said) + (took.isEmpty() ? "" : GAP + took);
    }

    /// {@return letters of that before how long it took}
    int untilTook() {
        return inFull().length() - took.length();
    }

    private static String times(long count) {
        return count == 1 ? "" : TIMES + Numbers.grouped(count);
    }

    /// {@return what is said without that which is another thing for each of many}
    private static String common(TapRecord record, String info) {
        return switch (record) {
            case TapRecord.Request _ -> before(info, info.lastIndexOf(" -> "));
            case TapRecord.Reply reply ->
                    before(info, info.lastIndexOf(", " + ValueText.duration(reply.nanos())));
            case TapRecord.Doorbell _ -> before(info, info.indexOf(", "));
            default -> info;
        };
    }

    private static String before(String info, int end) {
        return end < 0 ? info : info.substring(0, end);
    }

    private static String range(LatencyRange range) {
        if (!range.isKnown()) {
            return "";
        }
        String shortest = ValueText.duration(range.shortest());
        String longest = ValueText.duration(range.longest());
        return shortest.equals(longest) ? shortest : shortest + " \u2026 " + longest;
    }
}

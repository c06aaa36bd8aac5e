package ismscope.inspector.session;

import ismscope.inspector.capture.CaptureBlock.Reason;
import ismscope.inspector.index.IndexEnd;
import ismscope.inspector.index.IndexSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is to be said to people about how a capture ended and what was not understood in it.
final class EndSentence {
    private EndSentence() {}

    /// {@return one or more sentences, empty if all is well}
    static String of(IndexEnd end, IndexSnapshot index) {
        List<String> sentences = new ArrayList<>();
        String events = count(index.eventCount(), "event") + " up to there";
        String at = "at byte " + number(end.offset());
        switch (end.how()) {
            case WHOLE, STOPPED -> {}
            case CUT -> sentences.add("the file is cut " + at + "; " + events);
            case DAMAGED ->
                    sentences.add(
                            "the file is damaged " + at + ": " + end.detail() + "; " + events);
            case NOT_A_CAPTURE -> sentences.add(end.detail());
            case UNREADABLE ->
                    sentences.add(
                            "the file cannot be read on "
                                    + at
                                    + ": "
                                    + end.detail()
                                    + "; "
                                    + events);
            case DEFECT ->
                    sentences.add(
                            "reading broke off "
                                    + at
                                    + ", which is a defect of this program: "
                                    + end.detail());
        }
        skipped(index.skipped(), sentences);
        if (index.unknownRecords() > 0) {
            sentences.add(
                    count(index.unknownRecords(), "record")
                            + " of a kind or version that this program does not know");
        }
        return String.join("; ", sentences);
    }

    private static void skipped(Map<Reason, Long> skipped, List<String> sentences) {
        for (Reason reason : Reason.values()) {
            long count = skipped.getOrDefault(reason, 0L);
            if (count > 0) {
                sentences.add(count(count, "block") + " skipped: " + because(reason));
            }
        }
    }

    private static String because(Reason reason) {
        return switch (reason) {
            case OTHER_TYPE -> "of a type that is not used here";
            case FOREIGN -> "of another protocol";
            case MALFORMED -> "malformed";
            case TOO_LONG -> "too long";
        };
    }

    private static String count(long count, String thing) {
        return number(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /// {@return digits in groups of three, as `4 711`}
    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
    }
}

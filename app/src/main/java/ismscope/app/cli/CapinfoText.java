package ismscope.app.cli;

import ismscope.inspector.capture.CaptureBlock.Reason;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.Packing;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.files.CaptureSurvey;
import ismscope.inspector.files.DeviceShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A survey in words, in the manner of capinfos.
final class CapinfoText {
    private static final long NANOS = 1_000_000_000L;

    private final CaptureSurvey survey;

    CapinfoText(CaptureSurvey survey) {
        this.survey = survey;
    }

    /// {@return the facts, one on a line, in the manner of capinfos}
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        line(lines, "File name", survey.file().toString());
        line(lines, "File type", type());
        line(lines, "File size", count(survey.fileBytes()) + " bytes");
        if (survey.packing() != Packing.NONE) {
            line(lines, "Unpacked size", count(survey.captureBytes()) + " bytes");
        }
        line(lines, "Number of events", count(survey.events()));
        if (survey.events() > 0) {
            line(lines, "First event", time(survey.first()));
            line(lines, "Last event", time(survey.last()));
            line(lines, "Duration", seconds(survey.duration()) + " s");
            line(lines, "Event rate", rate() + " events/s");
            line(lines, "Average event", count(survey.recordBytes() / survey.events()) + " bytes");
            line(lines, "Strict time order", survey.inOrder() ? "yes" : "no");
        }
        line(lines, "Events lost", count(survey.lost()));
        line(lines, "Events with a note", count(survey.comments()));
        for (CaptureOrigin origin : survey.sections()) {
            line(lines, "Written by", origin.application());
            line(lines, "On", origin.os());
            origin.facts().forEach((name, value) -> line(lines, "  " + name, value));
        }
        line(lines, "Devices", count(survey.devices().size()));
        for (DeviceShare device : survey.devices()) {
            String lost = device.lost() == 0 ? "" : ", " + count(device.lost()) + " lost";
            line(
                    lines,
                    "  #" + device.ordinal() + " " + device.name(),
                    ValueText.count(device.events(), "event") + lost);
        }
        survey.kinds()
                .forEach((kind, number) ->
                        line(lines, kind.name().toLowerCase(Locale.ROOT), count(number)));
        for (Map.Entry<Reason, Long> other : survey.skipped().entrySet()) {
            line(lines, "Skipped blocks", count(other.getValue()) + " " + word(other.getKey()));
        }
        return lines;
    }

    private static void line(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add("%-19s %s".formatted(name + ":", ValueText.oneLine(value)));
        }
    }

    private String type() {
        return "pcapng with virtio-ism records"
                + switch (survey.packing()) {
                    case NONE -> "";
                    case GZIP -> ", gzip";
                    case ZSTD -> ", zstd";
                };
    }

    private static String word(Reason reason) {
        return switch (reason) {
            case OTHER_TYPE -> "of other types";
            case FOREIGN -> "of other protocols";
            case MALFORMED -> "malformed";
            case TOO_LONG -> "too long";
        };
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private String rate() {
        return String.format(Locale.ROOT, "%,.0f", survey.rate());
    }

    private static String seconds(long nanos) {
        return "%d.%09d".formatted(nanos / NANOS, nanos % NANOS);
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }
}

package ismscope.inspector.export;

import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A report as one page of HTML that is also XML: no script, nothing from elsewhere, light or dark
/// as the reader has it, and fit to be printed.
final class ReportPage {
    private static final int LONGEST = 90;

    private final ReportFacts facts;
    private final EventContext context;
    private final CaptureOrigin origin;
    private final StringBuilder page = new StringBuilder(1 << 16);

    ReportPage(ReportFacts facts, EventContext context, CaptureOrigin origin) {
        this.facts = facts;
        this.context = context;
        this.origin = origin;
    }

    /// {@return the page}
    ///
    /// @param style of it
    String text(String style) {
        page.append("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">");
        page.append("<head><meta charset=\"utf-8\"/><title>virtio-ism session</title>");
        page.append("<meta name=\"viewport\" content=\"width=device-width\"/>");
        page.append("<style>\n").append(style).append("</style></head><body>\n");
        page.append("<h1>virtio-ism session</h1>\n");
        summary();
        violations();
        ReportPictures pictures = new ReportPictures(facts, context);
        section("Regions and VMs", "<div class=\"wide\">" + pictures.graph() + "</div>");
        note(facts.regions.size() >= ReportFacts.MOST_NODES, "Only the first are drawn.");
        section("First messages", "<div class=\"wide\">" + pictures.sequence() + "</div>");
        note(facts.moreArrows > 0, count(facts.moreArrows) + " more messages are not drawn.");
        counts();
        return page.append("</body></html>\n").toString();
    }

    private void summary() {
        page.append("<table class=\"facts\">");
        row("Written by", origin.application());
        origin.facts().forEach(this::row);
        row("Events", count(facts.events));
        if (facts.events > 0) {
            row("First event", TimeFormat.iso(facts.first));
            row("Duration", TimeFormat.seconds(facts.last - facts.first) + " s");
        }
        row("Records lost", count(facts.lost));
        row("Violations", count(facts.violations.size() + facts.moreViolations));
        String refused =
                facts.refusals.entrySet().stream()
                        .map(each -> each.getKey() + " " + count(each.getValue()))
                        .collect(Collectors.joining(", "));
        row("Commands refused", refused.isEmpty() ? "none" : refused);
        page.append("</table>\n");
    }

    private void row(String name, String value) {
        page.append("<tr><th>%s</th><td>%s</td></tr>".formatted(escaped(name), escaped(value)));
    }

    private void violations() {
        List<ReportFacts.Line> lines = facts.violations;
        if (lines.isEmpty()) {
            section("Violations", "<p>None was recorded.</p>");
            return;
        }
        StringBuilder table = new StringBuilder("<table><tr><th>Event</th><th>VM</th>");
        table.append("<th>What</th></tr>");
        for (ReportFacts.Line line : lines) {
            table.append(
                    "<tr><td>#%d</td><td>%s</td><td>%s</td></tr>"
                            .formatted(
                                    line.event() + 1,
                                    escaped(context.deviceName(line.device())),
                                    escaped(line.text())));
        }
        section("Violations", table.append("</table>").toString());
        note(facts.moreViolations > 0, count(facts.moreViolations) + " more are not listed.");
    }

    private void counts() {
        StringBuilder kinds = new StringBuilder("<table><tr><th>Kind</th><th>Events</th></tr>");
        facts.kinds.forEach((kind, number) ->
                kinds.append(
                        "<tr><td>%s</td><td class=\"number\">%s</td></tr>"
                                .formatted(kind.name().toLowerCase(Locale.ROOT), count(number))));
        section("Events by kind", kinds.append("</table>").toString());
        StringBuilder devices = new StringBuilder("<table><tr><th>VM</th><th>Events</th></tr>");
        for (Map.Entry<Integer, long[]> device : facts.devices.entrySet()) {
            devices.append(
                    "<tr><td>%s</td><td class=\"number\">%s</td></tr>"
                            .formatted(
                                    escaped(context.deviceName(device.getKey())),
                                    count(device.getValue()[0])));
        }
        section("Events by VM", devices.append("</table>").toString());
        note(facts.devices.size() >= ReportFacts.MOST_NODES, "Only the first VMs are listed.");
    }

    private void section(String title, String content) {
        page.append("<section><h2>%s</h2>\n".formatted(title));
        page.append(content).append("</section>\n");
    }

    private void note(boolean wanted, String text) {
        if (wanted) {
            page.append("<p class=\"note\">").append(text).append("</p>\n");
        }
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /// {@return text that HTML and XML take as it is, control characters made visible}
    static String escaped(String text) {
        return ValueText.oneLine(text)
                .replaceAll("[\\p{Cs}\uFFFE\uFFFF]", "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

package ismscope.inspector.export;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.ValueText;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A report as one page of HTML that is also XML: no script, nothing from elsewhere, light or dark
/// as the reader has it, and fit to be printed.
final class ReportPage {
    private static final ReportText NOTHING = new ReportText();
    private static final Pattern PERIOD = Pattern.compile("PT([0-9.]+)S");

    /// Characters of a time as ISO 8601 has it, down to the second.
    private static final int TO_SECONDS = 19;

    private final ReportFacts facts;
    private final EventContext context;
    private final CaptureOrigin origin;
    private final ReportFindings findings;
    private final ReportText page = new ReportText();

    ReportPage(ReportFacts facts, ReportScope scope) {
        this.facts = facts;
        this.context = scope.context();
        this.origin = scope.origin();
        this.findings = new ReportFindings(facts, scope);
    }

    /// {@return the page}
    ///
    /// @param style of it
    String text(String style) {
        page.add("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">");
        page.add("<head><meta charset=\"utf-8\"/><title>virtio-ism session</title>");
        page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        page.add("<style>\n").add(style).add("</style></head><body>\n");
        page.add("<header><h1>virtio-ism session</h1>");
        page.add("<p class=\"small\">%s</p>", when());
        verdict();
        page.add("</header>\n");
        tiles();
        section("Findings", findings.text());
        notes();
        pictures();
        counts();
        section("This capture", origin());
        return page.add("</body></html>\n").toString();
    }

    private String when() {
        return facts.events == 0
                ? "no events"
                : "%s UTC, %s long"
                        .formatted(
                                TimeFormat.iso(facts.first)
                                        .substring(0, TO_SECONDS)
                                        .replace('T', ' '),
                                ValueText.duration(facts.last - facts.first));
    }

    private void verdict() {
        page.add("<p class=\"verdict\">");
        for (Severity severity : new Severity[] {Severity.ERROR, Severity.WARN, Severity.NOTE}) {
            long count = findings.count(severity);
            String word = severity.name().toLowerCase(Locale.ROOT);
            if (count > 0) {
                page.add("<span class=\"%s\"><span class=\"badge\">", word);
                page.add("%s %s</span></span> ", ReportText.count(count), words(word, count));
            }
        }
        page.add(findings.count() == 0 ? "<span class=\"badge good\">no findings</span>" : "");
        page.add("</p>");
    }

    private static String words(String severity, long count) {
        return severity.replace("warn", "warning") + (count == 1 ? "" : "s");
    }

    private void tiles() {
        long refused = facts.refusals.values().stream().mapToLong(Long::longValue).sum();
        page.add("<dl class=\"tiles\">");
        tile("Events", ReportText.count(facts.events), "");
        tile("VMs", atMost(facts.devices.keySet().stream().filter(d -> d != 0).count()), "");
        tile("Regions", atMost(facts.regions.size()), "");
        tile("Commands", ReportText.count(facts.requests), "");
        tile("Commands refused", ReportText.count(refused), refusals());
        tile("Records lost", ReportText.count(facts.lost), "");
        page.add("</dl>\n");
    }

    private static String atMost(long number) {
        return number >= ReportFacts.MOST_NODES - 1
                ? "over " + ReportText.count(ReportFacts.MOST_NODES - 2)
                : ReportText.count(number);
    }

    private String refusals() {
        return facts.refusals.entrySet().stream()
                .map(each -> each.getKey() + " " + ReportText.count(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void tile(String name, String value, String more) {
        page.add("<div><dt>%s</dt><dd>%s<small>%s</small></dd></div>", name, value, more);
    }

    private void notes() {
        if (facts.notes.isEmpty()) {
            return;
        }
        ReportText table = new ReportText().add("<table class=\"proof\">");
        for (ReportFacts.Line line : facts.notes) {
            table.add("<tr><td class=\"event\">#%s</td>", line.event() + 1);
            table.add("<td class=\"name\">%s</td>", context.deviceName(line.device()));
            table.add("<td class=\"what\">%s</td></tr>", line.text());
        }
        table.add("</table>");
        table.note(
                facts.moreNotes > 0, ReportText.count(facts.moreNotes) + " more are not listed.");
        section("Notes", table);
    }

    private void pictures() {
        ReportPictures pictures = new ReportPictures(facts, context, findings.proof());
        ReportText graph = new ReportText().add("<div class=\"wide\">");
        graph.add(facts.events == 0 ? NOTHING : pictures.graph()).add("</div>");
        graph.note(facts.regions.isEmpty(), "No region was made.");
        graph.note(
                facts.regions.size() > ReportPictures.MOST_DRAWN
                        || facts.devices.size() > ReportPictures.MOST_DRAWN + 1,
                "Only the first %d VMs and regions are drawn."
                        .formatted(ReportPictures.MOST_DRAWN));
        section("Regions and the VMs that mapped them", graph);
        ReportText sequence = new ReportText().add("<div class=\"wide\">");
        sequence.add(facts.arrows.isEmpty() ? NOTHING : pictures.sequence()).add("</div>");
        sequence.note(facts.arrows.isEmpty(), "No message was sent.");
        sequence.note(
                facts.moreArrows > 0,
                ReportText.count(facts.moreArrows) + " more messages are not drawn.");
        section("First messages", sequence);
    }

    private void counts() {
        if (facts.events == 0) {
            return;
        }
        ReportText tables = new ReportText().add("<div class=\"pair\">");
        tables.add("<table><tr><th>Kind</th><th class=\"number\">Events</th></tr>");
        for (Map.Entry<TapKind, Long> kind : facts.kinds.entrySet()) {
            count(tables, kind.getKey().name().toLowerCase(Locale.ROOT), kind.getValue());
        }
        tables.add("</table><table><tr><th>VM</th><th class=\"number\">Events</th></tr>");
        for (Map.Entry<Integer, long[]> device : facts.devices.entrySet()) {
            count(tables, context.deviceName(device.getKey()), device.getValue()[0]);
        }
        tables.add("</table></div>");
        tables.note(
                facts.devices.size() >= ReportFacts.MOST_NODES, "Only the first VMs are listed.");
        section("Events by kind and by VM", tables);
    }

    private static void count(ReportText table, String name, long number) {
        table.add("<tr><td class=\"name\">%s</td>", name);
        table.add("<td class=\"number\">%s</td></tr>", ReportText.count(number));
    }

    private ReportText origin() {
        ReportText table = new ReportText().add("<table class=\"facts\">");
        fact(table, "written by", origin.application());
        fact(table, "on", origin.os());
        origin.facts().forEach((name, value) -> fact(table, name, value));
        return table.add("</table>");
    }

    private static void fact(ReportText table, String name, String value) {
        if (!value.isEmpty()) {
            String plain = PERIOD.matcher(value).replaceAll("$1 s");
            table.add("<tr><th>%s</th><td>%s</td></tr>", name, plain);
        }
    }

    private void section(String title, ReportText content) {
        page.add("<section><h2>%s</h2>\n", title).add(content).add("</section>\n");
    }
}

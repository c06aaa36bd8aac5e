package ismscope.inspector.export;

import ismscope.device.protocol.Ack;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.statistics.Figures;
import ismscope.inspector.statistics.Latency;
import ismscope.inspector.statistics.Measure;
import ismscope.inspector.statistics.RegionLife;
import ismscope.inspector.statistics.Scope;
import ismscope.inspector.statistics.Statistics;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Figures of a session as one JSON object on one line. Members and their types:
/// docs/statistics.md.
///
/// Stateless; any thread.
public final class StatisticsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private StatisticsJson() {}

    /// {@return the object, without a line break}
    public static String of(Statistics statistics, SessionSnapshot snapshot) {
        StringWriter text = new StringWriter(4096);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeNumberProperty("spanNanos", statistics.spanNanos());
            out.writeName("all");
            figures(statistics.whole(), statistics.scope(), out);
            list("vms", statistics.vms(), statistics.scope(), out);
            list("commands", statistics.commands(), statistics.scope(), out);
            list("regions", statistics.regions(), statistics.scope(), out);
            out.writeNumberProperty("liveBytes", statistics.liveBytes());
            out.writeNumberProperty("orphanedBytes", statistics.orphanedBytes());
            out.writeArrayPropertyStart("alive");
            for (RegionLife life : statistics.alive()) {
                alive(life, snapshot, out);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void list(String name, List<Figures> rows, Scope scope, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        rows.forEach(row -> figures(row, scope, out));
        out.writeEndArray();
    }

    private static void figures(Figures row, Scope scope, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("name", row.subject().label());
        out.writeNumberProperty("firstEvent", row.firstEvent() + 1);
        out.writeNumberProperty("lastEvent", row.lastEvent() + 1);
        for (Measure measure : Measure.values()) {
            String name = measure.name().toLowerCase(Locale.ROOT);
            out.writeObjectPropertyStart(name);
            out.writeNumberProperty("count", row.count(measure));
            out.writeStringProperty("filter", scope.eventsOf(row.subject(), measure));
            out.writeEndObject();
        }
        out.writeObjectPropertyStart("acks");
        new TreeMap<>(row.refusals())
                .forEach((code, count) -> {
                    Ack ack = Ack.fromCode(code);
                    String name = ack == null ? Integer.toString(code) : ack.name();
                    out.writeNumberProperty(name, count);
                });
        out.writeEndObject();
        latency(row.latency(), out);
        out.writeNumberProperty("coalescing", row.coalescing());
        out.writeEndObject();
    }

    private static void latency(Latency latency, JsonGenerator out) {
        out.writeObjectPropertyStart("latencyNanos");
        out.writeNumberProperty("count", latency.count());
        if (latency.count() > 0) {
            out.writeNumberProperty("mean", latency.mean());
            out.writeNumberProperty("p50", latency.p50());
            out.writeNumberProperty("p90", latency.p90());
            out.writeNumberProperty("p99", latency.p99());
            out.writeNumberProperty("p999", latency.p999());
            out.writeNumberProperty("longest", latency.longest());
            out.writeNumberProperty("longestInEvent", latency.worstEvent() + 1);
            out.writeArrayPropertyStart("histogram");
            for (Latency.Bar bar : latency.bars()) {
                out.writeStartObject();
                out.writeNumberProperty("from", bar.from());
                out.writeNumberProperty("to", bar.to());
                out.writeNumberProperty("count", bar.count());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void alive(RegionLife life, SessionSnapshot snapshot, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("token", ValueText.token(life.token()));
        out.writeNumberProperty("size", life.size());
        out.writeNumberProperty("ageNanos", life.ageNanos());
        out.writeNumberProperty("users", life.users());
        out.writeNumberProperty("createdInEvent", life.created() + 1);
        if (life.creator() >= 0) {
            out.writeStringProperty("creator", snapshot.deviceName(life.creator()));
        }
        out.writeBooleanProperty("creatorGone", life.creatorGone());
        out.writeEndObject();
    }
}

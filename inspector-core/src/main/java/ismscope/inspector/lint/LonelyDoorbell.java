package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;

/// Many doorbells in a row without a peer.
final class LonelyDoorbell implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1014,
                    "lonely-doorbell",
                    Severity.NOTE,
                    "virtio-ism draft, notify area",
                    new LintText(
                            "doorbells again and again for a region that nobody else has",
                            "Every doorbell leaves the guest and reaches nobody.",
                            "Ring only while peers are attached: ATTACH and DETACH events tell how"
                                    + " many there are.",
                            "the mapping, the first of these doorbells, and the one that made it"
                                    + " too many"));

    /// Doorbells in a row that are too many.
    static final int TOO_MANY = 16;

    /// Regions that are watched; then all of them are forgotten.
    static final int MAX_REGIONS = 1 << 16;

    private final Long2ObjectHashMap<Row> rows = new Long2ObjectHashMap<>();

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.SWALLOWED, TapKind.MAPPED, TapKind.REGION_FREED);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        if (!(event.record() instanceof TapRecord.Swallowed(int reason, _))) {
            rows.remove(event.token());
            return;
        }
        RegionFacts region = scene.region();
        if (reason != TapRecord.Swallowed.NO_PEER || region == null) {
            return;
        }
        Row row = rows.get(event.token());
        if (row == null) {
            if (rows.size() == MAX_REGIONS) {
                rows.clear();
            }
            row = new Row(event.number());
            rows.put(event.token(), row);
        }
        if (++row.count == TOO_MANY) {
            report(event, scene, region, row, sink);
        }
    }

    private static void report(
            Event event, Scene scene, RegionFacts region, Row row, FindingSink sink) {
        Mapping mapping = region.mapping(event.device());
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s has rung %d times for region %s, which nobody else is attached to"
                                .formatted(
                                        scene.device().name(),
                                        TOO_MANY,
                                        ValueText.shortToken(event.token())),
                mapping == null ? -1 : mapping.since(),
                row.first,
                event.number());
    }

    @Override
    public void forget() {
        rows.clear();
    }

    /// Doorbells in a row that reached nobody.
    private static final class Row {
        private final long first;
        private int count;

        private Row(long first) {
            this.first = first;
        }
    }
}

package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.inspector.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;

/// What the device itself recorded as a violation: a rule for each `ViolationRule`.
///
/// The proof is the record, the newest event of its flow or else of its device before it, and what
/// made the deed wrong: the mapping or the grant, how the queue was set up, or the status.
final class Violations implements LintCheck {
    /// Codes below concern rings.
    private static final int FIRST_REGISTER_CODE = 100;

    /// Codes below, from that of the first command on, concern virtio-ism.
    private static final int FIRST_COMMAND_CODE = 200;

    private static final String EVIDENCE =
            "the VIOLATION record, what the driver did, and what it had set up or was granted"
                    + " before";

    /// Rules by the code in the record.
    private final Int2ObjectHashMap<LintRule> byCode = new Int2ObjectHashMap<>();

    private final List<LintRule> rules = new ArrayList<>();

    Violations() {
        for (ViolationRule rule : ViolationRule.values()) {
            LintRule lint =
                    new LintRule(
                            rule.code(),
                            slug(rule),
                            rule.severity(),
                            rule.clause(),
                            new LintText(
                                    rule.summary(),
                                    meaning(rule),
                                    ViolationRemedies.of(rule),
                                    EVIDENCE));
            rules.add(lint);
            byCode.put(rule.code(), lint);
        }
    }

    private static String slug(ViolationRule rule) {
        return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String meaning(ViolationRule rule) {
        if (rule.severity() == Severity.ERROR) {
            return "The device takes nothing more from this driver until it is reset, or set up"
                    + " anew.";
        }
        return rule.severity() == Severity.NOTE
                ? "The device goes on; what was asked is done in part, or differs from what was"
                        + " meant."
                : "The device ignores or refuses this, and goes on.";
    }

    @Override
    public List<LintRule> rules() {
        return rules;
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.VIOLATION);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        if (!(event.record() instanceof TapRecord.Violation violation)) {
            return;
        }
        LintRule rule = byCode.get(violation.rule());
        if (rule == null) {
            // Of a newer device: it is in the list as an event, but nobody here knows what it says.
            return;
        }
        sink.found(
                rule,
                Certainty.IS,
                () -> scene.device().name() + ": " + violation.text(),
                background(violation.rule(), scene),
                scene.device().last(),
                event.number());
    }

    /// {@return the event that set up what was misused, -1 if none is known}
    private static long background(int code, Scene scene) {
        DeviceFacts device = scene.device();
        RegionFacts region = scene.region();
        if (code < FIRST_REGISTER_CODE) {
            return device.queueIn(0);
        }
        if (code == ViolationRule.QUEUE_CHANGED_WHILE_ENABLED.code()) {
            return device.queueIn(0);
        }
        if (code == ViolationRule.FEATURES_TOO_LATE.code()
                || code == ViolationRule.VECTOR_UNKNOWN.code()) {
            return device.featuresIn();
        }
        if (code == ViolationRule.EVENT_BUFFER_SHORT.code()
                || code == ViolationRule.EVENTS_LOST.code()) {
            return device.queueIn(1);
        }
        if (code < FIRST_COMMAND_CODE || region == null) {
            return device.statusIn();
        }
        Mapping mapping = region.mapping(device.ordinal);
        long grant = region.decisiveFor(device.devid()).event();
        return grant >= 0 ? grant : mapping == null ? region.created() : mapping.since();
    }
}

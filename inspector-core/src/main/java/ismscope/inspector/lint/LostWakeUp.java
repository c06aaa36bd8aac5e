package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;

/// A driver that was told not to be interrupted, took nothing, and ran out of buffers.
///
/// Possible only: a driver that polls slowly looks the same from outside.
final class LostWakeUp implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1001,
                    "lost-wake-up",
                    Severity.WARN,
                    "virtio 1.3 2.7.7",
                    new LintText(
                            "events lie in the eventq of a driver that was not woken for them",
                            "The driver sleeps while its eventq is full of events; it goes on only"
                                    + " when something else wakes it.",
                            "Enable interrupts (flags or used_event) before the last look at the"
                                    + " used ring, and look once more after enabling them.",
                            "the last interrupt, the first event delivered without one, and the"
                                    + " notification that found no buffer any more"));
    private final Int2ObjectHashMap<Ledger> ledgers = new Int2ObjectHashMap<>();

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(
                TapKind.EVENT,
                TapKind.INTERRUPT,
                TapKind.SWALLOWED,
                TapKind.REQUEST,
                TapKind.DOORBELL,
                TapKind.QUEUE,
                TapKind.STATUS,
                TapKind.CONTENT,
                TapKind.ACCESS);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        Ledger ledger = ledgers.get(event.device());
        if (ledger == null) {
            ledger = new Ledger();
            ledgers.put(event.device(), ledger);
        }
        switch (event.record()) {
            case TapRecord.Event _ -> ledger.delivered(event.number());
            case TapRecord.Interrupt _ -> ledger.woken(event.number());
            case TapRecord.Swallowed swallowed -> {
                boolean full =
                        swallowed.reason() == TapRecord.Swallowed.MERGED
                                || swallowed.reason() == TapRecord.Swallowed.NO_EVENTQ_BUFFER;
                if (full && ledger.unsignalled >= 0) {
                    report(event, scene, ledger, sink);
                }
            }
            default -> ledger.unsignalled = -1;
        }
    }

    private static void report(Event event, Scene scene, Ledger ledger, FindingSink sink) {
        long first = ledger.unsignalled;
        sink.found(
                RULE,
                Certainty.POSSIBLE,
                () ->
                        "%s has taken no event since #%d, for which no interrupt was raised, and its eventq has no buffer left"
                                .formatted(scene.device().name(), first + 1),
                ledger.interrupt,
                first,
                event.number());
        ledger.unsignalled = -1;
    }

    @Override
    public void forget() {
        ledgers.clear();
    }

    /// When a driver was woken last, and the first event since then that did not wake it.
    private static final class Ledger {
        private long interrupt = -1;
        private long unsignalled = -1;

        private void delivered(long event) {
            if (unsignalled < 0) {
                unsignalled = event;
            }
        }

        private void woken(long event) {
            interrupt = event;
            unsignalled = -1;
        }
    }
}

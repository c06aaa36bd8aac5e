package ismscope.inspector.lint;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.ArrayList;
import java.util.List;

/// Checks a session, event by event, against all rules.
///
/// Thread: [#append] and [#publish] on the one that owns it; [#findings] on any.
public final class Linter {
    /// Findings of one rule that are kept; the others are counted.
    public static final int MOST_PER_RULE = 10_000;

    private final List<LintCheck> checks = LintRules.checks();

    /// By the code of the kind; codes go up from 0 without a hole.
    private final LintCheck[][] byKind = byKind(checks);

    private final FindingLog log;
    private final Scene scene = new Scene();
    private final Continuity continuity = new Continuity();
    private long events;
    private volatile Findings findings = Findings.NONE;

    /// A linter that has seen nothing.
    public Linter() {
        this(MOST_PER_RULE);
    }

    Linter(int mostPerRule) {
        log = new FindingLog(LintRules.all(), mostPerRule);
    }

    private static LintCheck[][] byKind(List<LintCheck> checks) {
        LintCheck[][] table = new LintCheck[TapKind.values().length][];
        for (TapKind kind : TapKind.values()) {
            List<LintCheck> ofKind = new ArrayList<>();
            for (LintCheck check : checks) {
                if (check.kinds().contains(kind)) {
                    ofKind.add(check);
                }
            }
            table[kind.code()] = ofKind.toArray(LintCheck[]::new);
        }
        return table;
    }

    /// Looks at the next event.
    public void append(Event event) {
        if (continuity.isBrokenBefore(event)) {
            scene.forget();
            for (LintCheck check : checks) {
                check.forget();
            }
        }
        scene.turnTo(event);
        if ((event.flags() & Event.SNAPSHOT) == 0
                || event.record() instanceof TapRecord.Violation) {
            for (LintCheck check : byKind[event.kind().code()]) {
                check.look(event, scene, log);
            }
        }
        scene.take(event);
        events++;
    }

    /// Lets everybody see what was found so far.
    public void publish() {
        findings = log.freeze(events, continuity.gaps());
    }

    /// {@return what was found up to the last [#publish]}
    public Findings findings() {
        return findings;
    }
}

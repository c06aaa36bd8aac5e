package ismscope.app.strip;

import ismscope.device.tap.Severity;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.session.SessionSnapshot;
import org.jspecify.annotations.Nullable;

/// Where findings are in a session's time: the most severe one in each of so many equal shares.
final class FindingTicks {
    private final @Nullable Severity[] ticks;

    private FindingTicks(int buckets) {
        ticks = new Severity[buckets];
    }

    /// Counts the findings of a session; costs in proportion to them.
    static FindingTicks of(SessionSnapshot snapshot, int buckets) {
        FindingTicks result = new FindingTicks(buckets);
        Findings findings = snapshot.findings();
        if (findings.size() == 0) {
            return result;
        }
        long first = snapshot.timeNanos(0);
        double span = Math.max(1, snapshot.timeNanos(snapshot.eventCount() - 1) - first);
        for (int place = 0; place < findings.size(); place++) {
            Finding finding = findings.get(place);
            double share = (snapshot.timeNanos(finding.event()) - first) / span;
            result.add((int) Math.clamp(share * buckets, 0, buckets - 1), finding);
        }
        return result;
    }

    private void add(int bucket, Finding finding) {
        Severity known = ticks[bucket];
        Severity severity = finding.rule().severity();
        if (known == null || known.compareTo(severity) < 0) {
            ticks[bucket] = severity;
        }
    }

    /// {@return how severe the worst finding in a share is, null if there is none}
    @Nullable Severity worst(int bucket) {
        return bucket < ticks.length ? ticks[bucket] : null;
    }
}

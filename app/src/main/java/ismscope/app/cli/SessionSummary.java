package ismscope.app.cli;

import ismscope.device.protocol.Ack;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// What was seen in a session, in five lines.
final class SessionSummary {
    private static final int KINDS_NAMED = 4;

    private final SessionSnapshot snapshot;
    private final SessionState state;
    private final Map<String, Long> refusals = new TreeMap<>();
    private final Map<String, Long> violations = new TreeMap<>();
    private long attachments;

    private SessionSummary(SessionSnapshot snapshot) {
        this.snapshot = snapshot;
        this.state = snapshot.stateAt(snapshot.eventCount() - 1);
        for (long event = 0; event < snapshot.eventCount(); event++) {
            count(event);
        }
    }

    /// {@return five lines}
    static List<String> of(SessionSnapshot snapshot) {
        SessionSummary summary = new SessionSummary(snapshot);
        return List.of(
                "Guests         " + summary.guests(),
                "Regions        " + summary.regions(),
                "Commands       " + summary.commands(),
                "Notifications  " + summary.notifications(),
                "Violations     " + summary.violations());
    }

    private void count(long event) {
        TapKind kind = snapshot.kind(event);
        if (kind == TapKind.MAPPED) {
            attachments++;
        } else if (kind == TapKind.REPLY) {
            if (snapshot.event(event).record() instanceof TapRecord.Reply reply
                    && reply.bytes().length > 0
                    && reply.bytes()[0] != Ack.OK.code()) {
                int code = reply.bytes()[0] & 0xff;
                Ack ack = Ack.fromCode(code);
                refusals.merge(ack == null ? "ack " + code : ack.name(), 1L, Long::sum);
            }
        } else if (kind == TapKind.VIOLATION) {
            if (snapshot.event(event).record() instanceof TapRecord.Violation violation) {
                violations.merge(ruleName(violation.rule()), 1L, Long::sum);
            }
        }
    }

    private static String ruleName(int code) {
        for (ViolationRule rule : ViolationRule.values()) {
            if (rule.code() == code) {
                return rule.name();
            }
        }
        return "rule " + code;
    }

    private String guests() {
        long left = state.devices().values().stream().filter(device -> !device.present()).count();
        long events = snapshot.eventCount();
        long nanos = events == 0 ? 0 : snapshot.timeNanos(events - 1) - snapshot.timeNanos(0);
        return "%s joined, %d left; %s in %s"
                .formatted(
                        ValueText.count(state.devices().size(), "VM"),
                        left,
                        ValueText.count(events, "event"),
                        ValueText.duration(nanos));
    }

    private String regions() {
        long alive = state.regions().values().stream().filter(RegionState::alive).count();
        long attached =
                state.regions().values().stream()
                        .flatMap(region -> region.mappings().values().stream())
                        .filter(MappingState::active)
                        .count();
        return "%d allocated, %d alive at the end; %s, %d at the end"
                .formatted(
                        state.regions().size(),
                        alive,
                        ValueText.count(attachments, "mapping"),
                        attached);
    }

    private String commands() {
        long refused = refusals.values().stream().mapToLong(Long::longValue).sum();
        return "%d, of which %d were refused%s"
                .formatted(sum(DeviceState::commands), refused, most(refusals));
    }

    private String notifications() {
        return "%s, %s delivered, %d swallowed or merged"
                .formatted(
                        ValueText.count(sum(DeviceState::doorbells), "doorbell"),
                        ValueText.count(sum(DeviceState::eventsDelivered), "event"),
                        sum(DeviceState::swallowed));
    }

    private String violations() {
        long lost = snapshot.lostCount();
        return "%d%s; %s"
                .formatted(
                        snapshot.violationCount(),
                        most(violations),
                        lost == 0 ? "no record lost" : ValueText.count(lost, "record") + " LOST");
    }

    private long sum(ToLongFunction<DeviceState> figure) {
        return state.devices().values().stream().mapToLong(figure).sum();
    }

    /// {@return `: 5 PERM_EATTACH, 3 ENOENT, ...`, the most frequent first}
    private static String most(Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(KINDS_NAMED)
                .forEach(entry -> parts.add(entry.getValue() + " " + entry.getKey()));
        if (counts.size() > KINDS_NAMED) {
            parts.add((counts.size() - KINDS_NAMED) + " kinds more");
        }
        return ": " + String.join(", ", parts);
    }
}

package ismscope.device.model;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Keeps all that a tap sees, for tests. Thread-safe.
public final class RecordingTap implements DeviceTap {
    /// One call of a tap.
    public record Seen(int device, long flow, long token, TapRecord record) {}

    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

    /// A tap that has seen nothing.
    public RecordingTap() {}

    @Override
    public void record(int device, long flow, long token, TapRecord record) {
        seen.add(new Seen(device, flow, token, record));
    }

    /// {@return everything so far, in order}
    public List<Seen> all() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /// {@return the records of one type, in order}
    public <T extends TapRecord> List<T> of(Class<T> type) {
        return all().stream().map(Seen::record).filter(type::isInstance).map(type::cast).toList();
    }

    /// {@return the records of one type and device, in order}
    public <T extends TapRecord> List<T> of(int device, Class<T> type) {
        return all().stream()
                .filter(one -> one.device() == device)
                .map(Seen::record)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /// {@return the rules that one device was seen to break, in order}
    public List<ViolationRule> violations(int device) {
        return of(device, TapRecord.Violation.class).stream()
                .map(violation -> ruleOf(violation.rule()))
                .toList();
    }

    private static ViolationRule ruleOf(int code) {
        for (ViolationRule rule : ViolationRule.values()) {
            if (rule.code() == code) {
                return rule;
            }
        }
        throw new AssertionError("no rule has code " + code);
    }

    /// Forgets everything.
    public void clear() {
        seen.clear();
    }
}

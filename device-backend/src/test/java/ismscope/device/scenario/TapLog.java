package ismscope.device.scenario;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Keeps everything that it is told, with the time at which it was told.
final class TapLog implements DeviceTap {
    private final HostClock clock;
    private final List<Entry> entries = new ArrayList<>();

    TapLog(HostClock clock) {
        this.clock = clock;
    }

    /// One record and where it came from.
    record Entry(long nanos, int device, long flow, long token, TapRecord record) {
        /// {@return all of it, the bytes too, which records compare by identity}
        String text() {
            byte[] bytes =
                    switch (record) {
                        case TapRecord.Request r -> r.bytes();
                        case TapRecord.Reply r -> r.bytes();
                        case TapRecord.Event r -> r.bytes();
                        case TapRecord.Content r -> r.bytes();
                        case TapRecord.Violation r -> r.raw();
                        default -> new byte[0];
                    };
            return "%d device=%d flow=%d token=%016x %s %s"
                    .formatted(
                            nanos,
                            device,
                            flow,
                            token,
                            record.toString().replaceAll("\\[B@\\p{XDigit}+", "bytes"),
                            HexFormat.of().formatHex(bytes));
        }
    }

    @Override
    public void record(int device, long flow, long token, TapRecord record) {
        entries.add(new Entry(clock.epochNanos(), device, flow, token, record));
    }

    List<Entry> entries() {
        return entries;
    }

    /// {@return everything as text, line by line}
    List<String> lines() {
        return entries.stream().map(Entry::text).toList();
    }

    /// {@return the records of one kind, in order}
    <T extends TapRecord> Stream<T> of(Class<T> kind) {
        return entries.stream().map(Entry::record).filter(kind::isInstance).map(kind::cast);
    }

    /// {@return the rules broken, in order}
    List<ViolationRule> violations() {
        return of(TapRecord.Violation.class).map(violation -> rule(violation.rule())).toList();
    }

    private static ViolationRule rule(int code) {
        for (ViolationRule rule : ViolationRule.values()) {
            if (rule.code() == code) {
                return rule;
            }
        }
        throw new AssertionError("no rule has code " + code);
    }
}

package ismscope.device.model;

import ismscope.device.region.Region;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/// Hands trapped accesses to the tap, as far as [AccessOptions] want them.
///
/// What is left out is counted for each device and region, loads and stores apart, and told before
/// the next record that could depend on it. Thread: the host's owner thread.
final class AccessRecorder {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final DeviceTap tap;
    private final HostClock clock;
    private final Map<LeftOut, Long> leftOut = new LinkedHashMap<>();
    private AccessOptions options = AccessOptions.ALL;
    private boolean everything = true;
    private long secondStart;
    private long spent;

    /// What accesses of one kind have in common.
    private record LeftOut(int device, long token, boolean store) {}

    AccessRecorder(DeviceTap tap, HostClock clock) {
        this.tap = tap;
        this.clock = clock;
    }

    AccessOptions options() {
        return options;
    }

    void limit(AccessOptions newOptions) {
        options = newOptions;
        everything = newOptions.equals(AccessOptions.ALL);
        secondStart = 0;
        spent = 0;
    }

    /// @param device ordinal of the guest's device
    void record(int device, Region region, long offset, int width, boolean store, long value) {
        if (!tap.isOn()) {
            return;
        }
        if (everything || isWanted(region, offset, width, store)) {
            if (!leftOut.isEmpty()) {
                tellLeftOut();
            }
            tap.record(
                    device, 0, region.token(), new TapRecord.Access(offset, width, store, value));
        } else {
            leftOut.merge(new LeftOut(device, region.token(), store), 1L, Long::sum);
        }
    }

    private boolean isWanted(Region region, long offset, int width, boolean store) {
        return (store ? options.stores() : options.loads())
                && isInRange(region.token(), offset, width)
                && isInTime();
    }

    private boolean isInRange(long token, long offset, int width) {
        if (options.ranges().isEmpty()) {
            return true;
        }
        for (AccessRange range : options.ranges()) {
            if (range.touches(token, offset, width)) {
                return true;
            }
        }
        return false;
    }

    private boolean isInTime() {
        if (options.perSecond() == AccessOptions.UNLIMITED) {
            return true;
        }
        long now = clock.epochNanos();
        if (now - secondStart >= SECOND_NANOS) {
            secondStart = now;
            spent = 0;
        }
        return spent++ < options.perSecond();
    }

    /// Records what was left out so far. Called before whatever else is recorded.
    void tellLeftOut() {
        if (leftOut.isEmpty()) {
            return;
        }
        leftOut.forEach((what, count) -> {
            int reason = what.store ? TapRecord.Lost.STORES : TapRecord.Lost.LOADS;
            tap.record(what.device, 0, what.token, new TapRecord.Lost(count, reason));
        });
        leftOut.clear();
    }
}

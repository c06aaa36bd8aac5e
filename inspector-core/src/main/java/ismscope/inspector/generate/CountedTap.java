package ismscope.inspector.generate;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.TapRecord;

/// A tap that hands on a number of records and then is off. Thread: the host's.
final class CountedTap implements DeviceTap {
    private final DeviceTap to;
    private final long most;
    private long count;

    CountedTap(DeviceTap to, long most) {
        this.to = to;
        this.most = most;
    }

    /// {@return records handed on}
    long count() {
        return count;
    }

    @Override
    public boolean isOn() {
        return count < most;
    }

    @Override
    public void record(int device, long flow, long token, TapRecord record) {
        if (isOn()) {
            count++;
            to.record(device, flow, token, record);
        }
    }
}

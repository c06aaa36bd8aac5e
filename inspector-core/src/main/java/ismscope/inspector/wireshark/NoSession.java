package ismscope.inspector.wireshark;

import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;

/// The context of a record that nothing else is known of.
final class NoSession implements EventContext {
    @Override
    public long eventCount() {
        return 0;
    }

    @Override
    public TapKind kind(long event) {
        throw new IndexOutOfBoundsException(event);
    }

    @Override
    public long flow(long event) {
        throw new IndexOutOfBoundsException(event);
    }

    @Override
    public long counterpart(long event) {
        return -1;
    }

    @Override
    public Event event(long event) {
        throw new IndexOutOfBoundsException(event);
    }

    @Override
    public String deviceName(int device) {
        return "device " + device;
    }

    @Override
    public int deviceWithDevid(long devid) {
        return -1;
    }

    @Override
    public long deviceAppearance(int device) {
        return -1;
    }

    @Override
    public long regionCreation(long token) {
        return -1;
    }
}

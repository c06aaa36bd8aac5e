package ismscope.inspector.event;

import ismscope.device.tap.TapKind;

/// What else a session knows about the events around one event: all that describing and dissecting
/// it needs beyond its own bytes.
///
/// Immutable. Event numbers are 0 to `eventCount() - 1`; anything else throws
/// [IndexOutOfBoundsException]. Thread: any.
public interface EventContext {
    /// {@return events in it}
    long eventCount();

    /// {@return kind of this event}
    TapKind kind(long event);

    /// {@return flow of this event, 0 for none}
    long flow(long event);

    /// {@return the reply to this request, or the request of this reply; -1 if there is none (yet)}
    long counterpart(long event);

    /// {@return the whole event, decoded from the capture}
    Event event(long event);

    /// {@return the name of a device: `vm1`, `host` for 0, `device 7` where the capture has none}
    String deviceName(int device);

    /// {@return the ordinal of the device with this virtio-ism device id, -1 if none was seen}
    int deviceWithDevid(long devid);

    /// {@return the DEVICE_ADDED event of a device, -1 if none was seen}
    long deviceAppearance(int device);

    /// {@return the event that created this region, -1 if none was seen}
    long regionCreation(long token);
}

package ismscope.device.notify;

import ismscope.device.protocol.DeviceEvent;

/// An event on its way to one device.
///
/// @param event as the receiver sees it
/// @param token the region it is about
/// @param flow of what caused it
public record PendingEvent(DeviceEvent event, long token, long flow) {}

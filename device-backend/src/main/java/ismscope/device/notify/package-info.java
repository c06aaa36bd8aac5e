/// How devices tell each other of news: doorbells in, events and interrupt vectors out.
///
/// [ismscope.device.notify.NotifyArea] finds the chunk of a doorbell,
/// [ismscope.device.notify.EventBacklog] keeps events until the driver has buffers for them,
/// [ismscope.device.notify.InterruptSink] is where a transport takes interrupts. Thread: the host's
/// owner thread. Draft: virtio-ism draft, notify area and eventq.
package ismscope.device.notify;

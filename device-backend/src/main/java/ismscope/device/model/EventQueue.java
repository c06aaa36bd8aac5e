package ismscope.device.model;

import ismscope.device.notify.EventBacklog;
import ismscope.device.notify.PendingEvent;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.virtqueue.DescriptorChain;
import ismscope.device.virtqueue.Virtqueue;
import ismscope.device.virtqueue.VirtqueueException;
import org.jspecify.annotations.Nullable;

/// The device's side of virtqueue 1: brings events to the driver, and keeps them while it has no
/// buffer for them.
///
/// Draft: virtio-ism draft, eventq. Thread: the host's owner thread.
final class EventQueue {
    static final int INDEX = 1;

    private final IsmDevice device;
    private final EventBacklog backlog;

    /// Whether the loss of events was reported since the driver last had a buffer.
    private boolean lossReported;

    EventQueue(IsmDevice device, int mostPending) {
        this.device = device;
        this.backlog = new EventBacklog(mostPending);
    }

    /// {@return whether the driver takes events}
    boolean isOn() {
        return FeatureBit.EVENT_VQ.isIn(device.common().features().inForce())
                && device.common().isRunning()
                && (device.running().get(INDEX) != null || device.running().isAway(INDEX));
    }

    /// Brings an event to the driver, now or when it has a buffer.
    void post(DeviceEvent event, Cause cause) {
        Virtqueue queue = device.running().get(INDEX);
        if (!isOn()) {
            device.trace().swallowed(TapRecord.Swallowed.NOT_ENABLED, 1, cause);
            return;
        }
        PendingEvent pending = new PendingEvent(event, cause.token(), cause.flow());
        if (queue == null) {
            keep(pending, cause);
            return;
        }
        if (backlog.size() > 0) {
            deliverPending(queue);
        }
        if (backlog.size() == 0 && delivered(queue, pending)) {
            return;
        }
        if (device.common().isRunning()) {
            keep(pending, cause);
        } else {
            device.trace().swallowed(TapRecord.Swallowed.NOT_ENABLED, 1, cause);
        }
    }

    private void keep(PendingEvent pending, Cause cause) {
        switch (backlog.add(pending)) {
            case KEPT -> {}
            case MERGED -> device.trace().swallowed(TapRecord.Swallowed.MERGED, 1, cause);
            case LOST -> {
                if (!lossReported) {
                    lossReported = true;
                    device.trace()
                            .violation(
                                    ViolationRule.EVENTS_LOST,
                                    cause,
                                    "pending=%d lost=%d".formatted(backlog.size(), backlog.lost()));
                }
                device.trace().swallowed(TapRecord.Swallowed.NO_EVENTQ_BUFFER, 1, cause);
            }
        }
    }

    /// Brings what waits to the driver, as far as it has buffers.
    void deliverPending(Virtqueue queue) {
        for (PendingEvent next = backlog.oldest(); next != null; next = backlog.oldest()) {
            if (!delivered(queue, next)) {
                return;
            }
            backlog.removeOldest();
            lossReported = false;
        }
    }

    /// {@return whether the event is in a buffer now}
    private boolean delivered(Virtqueue queue, PendingEvent pending) {
        Cause cause = new Cause(pending.flow(), pending.token());
        try {
            byte[] bytes = IsmCodec.encodeEvent(pending.event());
            // A driver that puts short buffers in as fast as they come back must not keep the host.
            for (int left = queue.config().size(); left > 0; left--) {
                DescriptorChain chain = next(queue);
                if (chain == null) {
                    return false;
                }
                if (chain.writableLength() >= bytes.length) {
                    fill(queue, chain, bytes, cause);
                    return true;
                }
                giveBackShort(queue, chain, bytes.length, cause);
            }
        } catch (VirtqueueException e) {
            device.breakDown(e, cause);
        } catch (InternalError e) {
            device.memoryGone(e, cause);
        }
        return false;
    }

    private static @Nullable DescriptorChain next(Virtqueue queue) throws VirtqueueException {
        DescriptorChain chain = queue.take();
        while (chain == null && queue.wantNotifications(true)) {
            chain = queue.take();
        }
        return chain;
    }

    private void fill(Virtqueue queue, DescriptorChain chain, byte[] bytes, Cause cause)
            throws VirtqueueException {
        chain.write(0, bytes, 0, bytes.length);
        queue.give(chain, bytes.length);
        if (device.trace().isOn()) {
            int left = queue.glimpse();
            device.trace()
                    .put(
                            cause,
                            new TapRecord.Event(INDEX, chain.head(), bytes.length, bytes, left));
        }
        device.interruptForQueue(queue, INDEX, cause);
    }

    private void giveBackShort(Virtqueue queue, DescriptorChain chain, int needed, Cause cause)
            throws VirtqueueException {
        queue.give(chain, 0);
        device.trace()
                .violation(
                        ViolationRule.EVENT_BUFFER_SHORT,
                        cause,
                        "head=%d writable=%d needed=%d"
                                .formatted(chain.head(), chain.writableLength(), needed));
        device.interruptForQueue(queue, INDEX, cause);
    }

    /// Drops what waits about a region that the device does not see any more.
    void forget(Cause cause) {
        int dropped = backlog.removeAbout(cause.token());
        device.trace().swallowed(TapRecord.Swallowed.NO_REGION, dropped, cause);
    }

    /// Drops everything that waits: the driver starts anew, or is gone.
    void clear(Cause cause) {
        lossReported = false;
        device.trace().swallowed(TapRecord.Swallowed.NOT_ENABLED, backlog.clear(), cause);
    }
}

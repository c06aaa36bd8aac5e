package ismscope.device.model;

import ismscope.device.memory.GuestMemory;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.region.AccessRefusedException;
import ismscope.device.region.Attachment;
import ismscope.device.region.DeviceWindow;
import ismscope.device.region.MemoryPool;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.virtqueue.Virtqueue;
import ismscope.device.virtqueue.VirtqueueException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One guest's virtio-ism device: all that a transport needs to carry it to a guest.
///
/// The guest is not trusted: whatever it writes, rings or puts in its queues ends in an ack, a
/// violation in the capture, or a device that needs a reset, and no other guest notices.
///
/// Thread: the host's owner thread, except loads and stores through [#window].
public final class IsmDevice {
    private final IsmHost host;
    private final int ordinal;
    private final DeviceSetup setup;
    private final DeviceTrace trace;
    private final ConfigSpace config;
    private final CommonConfig common;
    private final RunningQueues running;
    private final DeviceWindow window;
    private final TrappedMemory trapped;
    private final VisibleRegions regions;
    private final ControlQueue control;
    private final EventQueue events;
    private boolean removed;

    IsmDevice(IsmHost host, int ordinal, DeviceSetup setup) {
        HostOptions options = host.options();
        this.host = host;
        this.ordinal = ordinal;
        this.setup = setup;
        this.trace = new DeviceTrace(host.tap(), ordinal);
        this.config = new ConfigSpace(options, ordinal, trace);
        this.window = new DeviceWindow(options.geometry());
        this.regions = new VisibleRegions(window, setup.terms());
        this.trapped = new TrappedMemory(this, host.accesses());
        FeatureNegotiation features =
                new FeatureNegotiation(offered(options.features(), setup), trace);
        int queues = FeatureBit.EVENT_VQ.isIn(features.offered()) ? 2 : 1;
        this.running = new RunningQueues(this, queues, setup.memory());
        QueueBank bank =
                new QueueBank(queues, options.limits().queueSize(), features, trace, running);
        this.common = new CommonConfig(features, bank, setup.vectors(), trace);
        this.control = new ControlQueue(host, this);
        this.events = new EventQueue(this, options.limits().pendingEvents());
    }

    /// Vectors for regions need a transport that has vectors.
    private static long offered(long features, DeviceSetup setup) {
        long carried = features & ~setup.terms().withheld();
        return setup.vectors() > 0 ? carried : carried & ~FeatureBit.EVENT_IRQ.mask();
    }

    /// {@return the device's number on its host: 1, 2, 3 ..., never reused}
    public int ordinal() {
        return ordinal;
    }

    /// {@return the device's id in configuration space and grants: its ordinal}
    public long devid() {
        return ordinal;
    }

    /// {@return the guest's name}
    public String name() {
        return setup.name();
    }

    /// {@return the pool whose memory the guest maps, null for a guest that is isolated}
    public @Nullable MemoryPool pool() {
        return setup.terms().pool();
    }

    /// {@return interrupt vectors that the driver may use}
    public int vectors() {
        return setup.vectors();
    }

    /// {@return how it stands now}
    public DeviceStanding standing() {
        return DeviceStanding.of(this, host.options().limits().queueSize());
    }

    /// {@return the value of a common configuration register (`virtio 1.3 4.1.4.3`); 0 after a
    /// violation}
    public long readCommon(int offset, int width) {
        return common.read(offset, width);
    }

    /// Writes a common configuration register.
    public void writeCommon(int offset, int width, long value) {
        if (CommonConfig.isReset(offset, width, value)) {
            reset();
        } else {
            common.write(offset, width, value, Cause.NONE);
        }
    }

    private void reset() {
        Cause cause = new Cause(host.newFlow(), 0);
        control.drop();
        common.reset(cause);
        events.clear(cause);
        leaveAll(TapRecord.Unmapped.RESET, cause);
    }

    private void leaveAll(int reason, Cause cause) {
        for (Attachment attachment : List.copyOf(attachments().values())) {
            host.sharing().leave(this, attachment, reason, cause.flow());
        }
    }

    /// {@return the value of some bytes of the configuration space; 0 after a violation}
    ///
    /// @param width 1, 2, 4 or 8
    public long readConfig(int offset, int width) {
        return config.read(offset, width);
    }

    /// The driver says that a queue has new buffers; commands in it are done when this returns.
    ///
    /// @return whether the driver keeps adding: call again when others had their turn
    public boolean notifyQueue(int queue) {
        if (removed || (common.status() & DeviceStatus.NEEDS_RESET) != 0) {
            return false;
        }
        Virtqueue notified = running.get(queue);
        if (!common.isRunning()) {
            trace.violation(
                    ViolationRule.NOTIFY_TOO_EARLY, Cause.NONE, "queue=%d".formatted(queue));
            return false;
        }
        if (running.breakIfAway(queue)) {
            return false;
        }
        if (notified == null) {
            trace.violation(
                    ViolationRule.NOTIFY_UNKNOWN_QUEUE, Cause.NONE, "queue=%d".formatted(queue));
            return false;
        }
        if (queue == ControlQueue.INDEX) {
            return control.run(notified);
        }
        events.deliverPending(notified);
        return false;
    }

    /// The driver stores something to its notify area.
    ///
    /// @param offset bytes into the area
    /// @param width bytes stored
    public void ringDoorbell(long offset, int width) {
        if (!removed) {
            host.doorbells().ring(this, offset, width);
        }
    }

    /// The guest's RAM changes: running queues go on in it. One whose rings are not wholly in it
    /// waits until they are again, and breaks, as `virtio 1.3 2.1.2` says, if its driver notifies
    /// it before; events wait with it. When this returns nothing here uses memory that is only in
    /// the old one, but for chains that are taken and not given back.
    public void changeMemory(GuestMemory newMemory) {
        running.moveTo(newMemory);
        Virtqueue eventQueue = running.get(EventQueue.INDEX);
        if (eventQueue != null && common.isRunning()) {
            events.deliverPending(eventQueue);
        }
    }

    /// The next time that a queue is enabled, it goes on where it stopped before.
    ///
    /// @param queue that the device has
    /// @param position as [#queuePosition] said
    public void resumeQueue(int queue, int position) {
        running.startAt(queue, position);
    }

    /// {@return where a queue goes on ([Virtqueue#position]), 0 if it does not run}
    public int queuePosition(int queue) {
        return running.position(queue);
    }

    /// {@return bytes of device memory up to the end of the last region in it}
    public long mappedEnd() {
        return regions.mappedEnd();
    }

    /// {@return whether a command waits for the guest's front-end: its chain lies in the memory
    /// that it was taken from}
    public boolean holdsChain() {
        return control.isHolding();
    }

    /// {@return the device memory, for loads and stores of the guest}
    public DeviceWindow window() {
        return window;
    }

    /// {@return the device memory, for a guest whose loads and stores come one by one}
    public TrappedMemory trapped() {
        return trapped;
    }

    /// {@return chains that a running queue has and the device has not taken; -1 if the queue does
    /// not run or is broken}
    public int waiting(int queue) {
        return running.waiting(queue);
    }

    /// Records that the guest, or the VMM that carries it, broke a rule that the transport sees.
    ///
    /// @param text the case, as `name=value` or a sentence
    /// @param raw the offending bytes
    public void report(ViolationRule rule, String text, byte[] raw) {
        if (!removed) {
            trace.violation(rule, new Cause(host.newFlow(), 0), text, raw);
        }
    }

    /// {@return whether what the guest stores is to be told with [#stored]; any thread}
    public boolean wantsContent() {
        return trace.isOn();
    }

    /// {@return bytes of one store that are kept at most; any thread}
    public int snapshotLength() {
        return host.contentOptions().snapshotLength();
    }

    /// The guest stored something in a region, through [#window].
    ///
    /// @param offset into the region
    /// @param bytes the first bytes of it; copied
    /// @param length how many the guest stored, at least `bytes.length`
    public void stored(long token, long offset, byte[] bytes, int length) {
        host.content()
                .record(
                        new ContentRecorder.Store(
                                ordinal, token, offset, bytes, 0, bytes.length, length),
                        host.newFlowNumber());
    }

    /// The guest touched device memory that it may not touch.
    public void refused(AccessRefusedException refusal) {
        Cause cause = new Cause(host.newFlow(), refusal.token());
        switch (refusal.reason()) {
            case OUTSIDE -> trace.violation(ViolationRule.ACCESS_OUTSIDE, cause, refusal.text());
            case NOT_PERMITTED ->
                    trace.violation(ViolationRule.ACCESS_NOT_PERMITTED, cause, refusal.text());
            case NO_MEMORY -> trace.violation(ViolationRule.LIMIT_REACHED, cause, refusal.text());
        }
    }

    /// Takes the device away because its guest is gone: in order, if its driver has reset the
    /// device before, otherwise from one moment to the next.
    public void unplug() {
        remove(
                common.status() == 0
                        ? TapRecord.DeviceRemoved.CLOSED
                        : TapRecord.DeviceRemoved.DISCONNECTED);
    }

    /// Takes the device away; the regions of others live on. Does nothing the second time, and
    /// nothing else does anything afterwards.
    ///
    /// @param reason a code of [TapRecord.DeviceRemoved]
    public void remove(int reason) {
        if (!removed) {
            removed = true;
            host.forget(this);
            control.drop();
            running.clear();
            Cause cause = new Cause(host.newFlow(), 0);
            events.clear(cause);
            leaveAll(TapRecord.Unmapped.DISCONNECTED, cause);
            if (trace.isOn()) {
                trace.put(cause, new TapRecord.DeviceRemoved(reason));
            }
        }
    }

    /// The guest's front-end broke a rule of its protocol.
    ///
    /// @param text what it did
    public void frontEndFault(String text) {
        trace.violation(ViolationRule.FRONT_END_PROTOCOL, Cause.NONE, text);
    }

    @Nullable RegionMapper mapper() {
        return setup.terms().mapper();
    }

    void catchUp() {
        setup.terms().catchUp().run();
    }

    /// {@return what the guest sees of others, and may see}
    VisibleRegions regions() {
        return regions;
    }

    /// Forgets the command under way: its queue stops.
    void dropCommand() {
        control.drop();
    }

    DeviceTrace trace() {
        return trace;
    }

    CommonConfig common() {
        return common;
    }

    EventQueue events() {
        return events;
    }

    /// {@return the regions it is attached to, by token, oldest first}
    Map<Long, Attachment> attachments() {
        return regions.attachments();
    }

    RunningQueues running() {
        return running;
    }

    /// The driver broke a rule of a ring: nothing more is taken from it until a reset.
    void breakDown(VirtqueueException fault, Cause cause) {
        if (trace.isOn()) {
            trace.put(
                    cause,
                    new TapRecord.Violation(
                            fault.rule().code(),
                            fault.rule().severity(),
                            String.valueOf(fault.getMessage()),
                            fault.raw()));
        }
        needReset(cause);
    }

    /// The guest's memory is a file that somebody made shorter under its mapping: the system's
    /// answer to an access is this error.
    void memoryGone(InternalError error, Cause cause) {
        trace.violation(ViolationRule.GUEST_MEMORY_GONE, cause, String.valueOf(error.getMessage()));
        needReset(cause);
        setup.terms().memoryGone().run();
    }

    /// `virtio 1.3 2.1.2`: DEVICE_NEEDS_RESET, and a driver that is ready is told.
    void needReset(Cause cause) {
        boolean tell = common.isRunning();
        common.needReset(cause);
        if (tell) {
            interrupt(common.configVector(), TapRecord.Interrupt.CAUSE_CONFIGURATION, cause);
        }
    }

    void interruptForQueue(Virtqueue queue, int index, Cause cause) throws VirtqueueException {
        if (queue.interruptWanted()) {
            interrupt(
                    common.queues().queue(index).vector(), TapRecord.Interrupt.CAUSE_QUEUE, cause);
        }
    }

    /// Raises a vector, if the driver has bound one.
    ///
    /// @param reason a cause code of [TapRecord.Interrupt]
    void interrupt(int vector, int reason, Cause cause) {
        if (vector == CommonRegister.NO_VECTOR) {
            return;
        }
        boolean reached = setup.interrupts().raise(vector);
        if (trace.isOn()) {
            trace.put(
                    cause,
                    reached
                            ? new TapRecord.Interrupt(vector, reason)
                            : new TapRecord.Swallowed(TapRecord.Swallowed.MASKED, 1));
        }
    }
}

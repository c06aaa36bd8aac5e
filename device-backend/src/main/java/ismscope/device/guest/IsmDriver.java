package ismscope.device.guest;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.IsmConfig;
import ismscope.device.protocol.PermissionSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A guest's virtio-ism driver: what users inside the guest call.
///
/// All it does goes through the registers, rings, doorbells and device memory of its [GuestBus]. In
/// lockstep an answer is there when the kick returns; with a device on another thread it sleeps
/// until an interrupt.
///
/// Thread: one guest thread at a time. Errors: what the device refuses is a [CommandRefused] and
/// has changed nothing; a device that is broken is a [DeviceFailed]. Draft: virtio-ism draft.
public final class IsmDriver {
    /// First vector that is free for regions: 0 is configuration, 1 controlq, 2 eventq.
    public static final int FIRST_REGION_VECTOR = 3;

    /// Room for areas in the first try of an attach, whose size the driver does not know.
    private static final int USUAL_AREAS = 8;

    /// How often a reply that was too small is tried again with the room it asks for: the device
    /// memory may be cut up further between two tries.
    private static final int ROOM_TRIES = 3;

    /// More areas than this no reply needs: what says so is no answer to believe.
    private static final int MOST_AREAS = 65_536;

    private static final int ANY_VALUE = 1;

    private final GuestBus bus;
    private final DriverSetUp setUp;
    private final Interrupts interrupts = new Interrupts();
    private IsmConfig config = new IsmConfig(0, 0, 0, 0);
    private @Nullable ControlChannel control;
    private @Nullable EventChannel events;

    /// A driver that has not touched its device yet.
    ///
    /// @param bus way to the device
    /// @param ram where it may put rings and buffers
    public IsmDriver(GuestBus bus, GuestRam ram, DriverOptions options) {
        this.bus = bus;
        this.setUp = new DriverSetUp(bus, ram, interrupts, options);
        bus.onInterrupt(interrupts::raise);
    }

    /// Resets the device and sets it up until DRIVER_OK; may be called again to start over.
    ///
    /// @throws DeviceFailed if device and driver do not get together
    public void start() {
        stop();
        config = setUp.negotiate();
        control = new ControlChannel(setUp);
        boolean hasEvents = FeatureBit.EVENT_VQ.isIn(setUp.features());
        EventChannel channel = hasEvents ? new EventChannel(setUp) : null;
        events = channel;
        setUp.finish();
        if (channel != null) {
            channel.open();
        }
    }

    /// Resets the device: every region is detached from it.
    public void reset() {
        stop();
        registers().writeStatus(0);
    }

    private void stop() {
        control = null;
        events = null;
    }

    /// {@return the registers, for whoever wants to do it by hand}
    public DeviceRegisters registers() {
        return setUp.registers();
    }

    /// {@return the interrupts that came}
    public Interrupts interrupts() {
        return interrupts;
    }

    /// {@return the features in use}
    public long features() {
        return setUp.features();
    }

    /// {@return this device's id on its host}
    public long devid() {
        return config.devid();
    }

    /// {@return the configuration as it was read at the start}
    public IsmConfig config() {
        return config;
    }

    /// Makes a new region and attaches to it with all rights.
    ///
    /// @param size bytes, rounded up to whole chunks by the device
    public GuestRegion allocate(long size) throws CommandRefused {
        int areas = Math.clamp(size / config.chunkSize() + 1, 1, USUAL_AREAS);
        ControlReply reply = withRoom(new ControlCommand.AllocRegion(size), areas);
        if (reply instanceof ControlReply.Allocated(long token, var pieces)) {
            return new GuestRegion(bus.deviceMemory(), token, pieces);
        }
        throw new DeviceFailed("unexpected reply to ALLOC_REGION: " + reply);
    }

    /// Attaches to a region with the rights that are granted.
    ///
    /// @param token as the peer handed it over
    public GuestRegion attach(long token) throws CommandRefused {
        return attach(token, PermissionSet.NOTHING);
    }

    /// Attaches to a region.
    ///
    /// @param token as the peer handed it over
    /// @param access READ and WRITE as wanted; nothing: whatever is granted
    public GuestRegion attach(long token, PermissionSet access) throws CommandRefused {
        ControlReply reply =
                withRoom(new ControlCommand.AttachRegion(token, (int) access.bits()), USUAL_AREAS);
        if (reply instanceof ControlReply.Attached(var pieces)) {
            return new GuestRegion(bus.deviceMemory(), token, pieces);
        }
        throw new DeviceFailed("unexpected reply to ATTACH_REGION: " + reply);
    }

    /// Detaches from a region; its last device takes its memory away.
    public void detach(long token) throws CommandRefused {
        submit(new ControlCommand.DetachRegion(token));
    }

    /// Sets the rights of every device that has no grant of its own.
    public void grantDefault(long token, PermissionSet permissions) throws CommandRefused {
        submit(new ControlCommand.GrantDefault(token, permissions));
    }

    /// Sets the rights of one device.
    ///
    /// @param devid may be of a device that appears later
    public void grant(long token, long devid, PermissionSet permissions) throws CommandRefused {
        submit(new ControlCommand.GrantDevice(token, permissions, devid));
    }

    /// Binds an interrupt vector to a region's updates; several regions may share one.
    public void bindVector(long token, long vector) throws CommandRefused {
        submit(new ControlCommand.SetEventVector(token, vector));
    }

    /// Rings the doorbell of a region's first chunk.
    public void ring(GuestRegion region) {
        ring(region, 0);
    }

    /// Rings the doorbell of the chunk that holds a byte of a region: one 8-bit store.
    public void ring(GuestRegion region, long offset) {
        long chunk = Long.divideUnsigned(region.deviceOffset(offset), config.chunkSize());
        ringAt(chunk * config.notifySize());
    }

    /// Rings whatever doorbell is there.
    ///
    /// @param offset bytes into the notify area
    public void ringAt(long offset) {
        bus.ringDoorbell(offset, Byte.BYTES, ANY_VALUE);
    }

    /// {@return the next event, null if there is none yet}
    public @Nullable DeviceEvent pollEvent() {
        return eventChannel().poll();
    }

    /// Sleeps until the next event; of use only where the device has a thread of its own.
    ///
    /// @return the event, null if none comes in time
    /// @throws InterruptedException if the calling thread is interrupted
    public @Nullable DeviceEvent awaitEvent(Duration timeout) throws InterruptedException {
        return eventChannel().await(timeout);
    }

    /// Sends any command and returns its reply, a refusal too.
    ///
    /// @param areas room for this many areas, where the reply lists them
    public ControlReply request(ControlCommand command, int areas) {
        return controlChannel().submit(command, areas);
    }

    /// Sends any bytes as a command and returns the bytes of the reply.
    ///
    /// @param command up to 64 bytes
    /// @param room bytes for the reply
    public byte[] request(byte[] command, int room) {
        return controlChannel().exchange(command, room);
    }

    private ControlChannel controlChannel() {
        ControlChannel channel = control;
        if (channel == null) {
            throw new IllegalStateException("the driver is not started");
        }
        return channel;
    }

    private void submit(ControlCommand command) throws CommandRefused {
        if (request(command, 0) instanceof ControlReply.Refused(Ack ack, _)) {
            throw new CommandRefused(command, ack);
        }
    }

    private ControlReply withRoom(ControlCommand command, int areas) throws CommandRefused {
        long room = areas;
        for (int tries = 0; tries < ROOM_TRIES; tries++) {
            ControlReply reply = request(command, Math.toIntExact(room));
            if (!(reply instanceof ControlReply.Refused(Ack ack, long needed))) {
                return reply;
            }
            if (ack != Ack.E2BIG || needed <= room || needed > MOST_AREAS) {
                throw new CommandRefused(command, ack);
            }
            room = needed;
        }
        throw new CommandRefused(command, Ack.E2BIG);
    }

    private EventChannel eventChannel() {
        EventChannel channel = events;
        if (channel == null) {
            throw new IllegalStateException("the driver is not started, or has no eventq");
        }
        return channel;
    }
}

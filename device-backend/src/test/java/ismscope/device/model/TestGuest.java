package ismscope.device.model;

import ismscope.device.driver.DriverVirtqueue;
import ismscope.device.driver.DriverVirtqueue.Piece;
import ismscope.device.driver.DriverVirtqueue.Used;
import ismscope.device.driver.IndirectTables;
import ismscope.device.guest.GuestBus;
import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.memory.MemorySlot;
import ismscope.device.os.MemoryFile;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.Area;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.transport.GuestTransport;
import ismscope.device.vfio.VfioBus;
import ismscope.device.virtqueue.QueueLayout;
import ismscope.device.virtqueue.VirtqueueConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A guest for tests: RAM, rings and registers by hand, so that it can do wrong what a driver would
/// not.
public final class TestGuest implements AutoCloseable {
    public static final int QUEUE_SIZE = 16;
    public static final int VECTORS = 8;
    public static final int VECTOR_CONFIG = 0;
    public static final int VECTOR_CONTROL = 1;
    public static final int VECTOR_EVENTS = 2;

    /// Where the rings of the two queues and the buffers lie in RAM.
    public static final long CONTROL_RING = 0x1_0000;

    public static final long EVENT_RING = 0x2_0000;
    public static final long COMMAND_BUFFER = 0x4_0000;
    public static final long REPLY_BUFFER = 0x5_0000;
    public static final long EVENT_BUFFERS = 0x8_0000;
    public static final int RAM_SIZE = 0x10_0000;
    private static final int EVENT_STRIDE = 64;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final Arena arena = Arena.ofShared();
    private final MemoryFile file;
    private final GuestMemory memory;
    private final GuestBus bus;
    private final Queue<Integer> interrupts = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Integer> eventSlots = new HashMap<>();
    private long features;
    private @Nullable DriverVirtqueue control;
    private @Nullable DriverVirtqueue events;
    private int nextSlot;

    private TestGuest(GuestTransport transport, String name) throws Exception {
        file = MemoryFile.create("test-guest", RAM_SIZE);
        memory = new GuestMemory(List.of(new MemorySlot(0, file.map(arena), file)));
        bus = transport.plug(name, memory, VECTORS);
    }

    /// {@return what its RAM is, from guest address 0 on}
    public MemoryFile ramFile() {
        return file;
    }

    /// {@return a guest that has touched nothing yet}
    public static TestGuest off(GuestTransport transport, String name) throws Exception {
        TestGuest guest = deaf(transport, name);
        guest.bus.onInterrupt(guest.interrupts::add);
        return guest;
    }

    /// {@return a guest that has touched nothing yet and has no interrupt handler}
    public static TestGuest deaf(GuestTransport transport, String name) throws Exception {
        return new TestGuest(transport, name);
    }

    /// {@return a guest with a running device, both queues, no event buffers}
    public static TestGuest booted(GuestTransport transport, String name, QueueShape shape)
            throws Exception {
        return booted(
                transport,
                name,
                shape.features()
                        | FeatureBit.mask(
                                FeatureBit.VERSION_1,
                                FeatureBit.EVENT_VQ,
                                FeatureBit.EVENT_IRQ,
                                FeatureBit.RING_RESET));
    }

    /// {@return a guest with a running device and these features}
    public static TestGuest booted(GuestTransport transport, String name, long features)
            throws Exception {
        TestGuest guest = off(transport, name);
        guest.bringUpWith(features);
        return guest;
    }

    /// Resets the device and initializes it as `virtio 1.3 3.1.1` says.
    public void bringUp() throws GuestMemoryException {
        status(0);
        status(DeviceStatus.ACKNOWLEDGE);
        status(DeviceStatus.ACKNOWLEDGE | DeviceStatus.DRIVER);
        accept(features);
        int agreed = DeviceStatus.ACKNOWLEDGE | DeviceStatus.DRIVER | DeviceStatus.FEATURES_OK;
        status(agreed);
        if (read(CommonRegister.DEVICE_STATUS) != agreed) {
            throw new AssertionError("features refused");
        }
        write(CommonRegister.CONFIG_MSIX_VECTOR, VECTOR_CONFIG);
        control = queue(0, CONTROL_RING, VECTOR_CONTROL);
        if (FeatureBit.EVENT_VQ.isIn(features)) {
            events = queue(1, EVENT_RING, VECTOR_EVENTS);
            eventSlots.clear();
        }
        status(agreed | DeviceStatus.DRIVER_OK);
    }

    /// Resets the device and initializes it with these features.
    public void bringUpWith(long wanted) throws GuestMemoryException {
        features = wanted;
        bringUp();
    }

    /// Writes the driver's features.
    public void accept(long bits) {
        write(CommonRegister.DRIVER_FEATURE_SELECT, 0);
        write(CommonRegister.DRIVER_FEATURE, bits & 0xffff_ffffL);
        write(CommonRegister.DRIVER_FEATURE_SELECT, 1);
        write(CommonRegister.DRIVER_FEATURE, bits >>> 32);
    }

    /// Sets a queue up and enables it.
    public DriverVirtqueue queue(int index, long ring, int vector) throws GuestMemoryException {
        VirtqueueConfig config = config(index, ring);
        write(CommonRegister.QUEUE_SELECT, index);
        write(CommonRegister.QUEUE_SIZE, QUEUE_SIZE);
        write(CommonRegister.QUEUE_MSIX_VECTOR, vector);
        write(CommonRegister.QUEUE_DESC, config.descriptorArea());
        write(CommonRegister.QUEUE_DRIVER, config.driverArea());
        write(CommonRegister.QUEUE_DEVICE, config.deviceArea());
        DriverVirtqueue queue =
                DriverVirtqueue.of(config, memory, new IndirectTables(ring + 0x8000, 4));
        write(CommonRegister.QUEUE_ENABLE, 1);
        return queue;
    }

    private VirtqueueConfig config(int index, long ring) {
        return new VirtqueueConfig(
                index,
                QUEUE_SIZE,
                FeatureBit.RING_PACKED.isIn(features) ? QueueLayout.PACKED : QueueLayout.SPLIT,
                ring,
                ring + 0x2000,
                ring + 0x4000,
                FeatureBit.EVENT_IDX.isIn(features),
                FeatureBit.INDIRECT_DESC.isIn(features),
                FeatureBit.IN_ORDER.isIn(features));
    }

    public GuestBus bus() {
        return bus;
    }

    public GuestMemory memory() {
        return memory;
    }

    public long devid() {
        return bus.readConfig(8, 8);
    }

    public int ordinal() {
        return (int) devid();
    }

    public long read(CommonRegister register) {
        return bus.readCommon(register.offset(), register.width());
    }

    public void write(CommonRegister register, long value) {
        bus.writeCommon(register.offset(), register.width(), value);
    }

    public void status(int value) {
        write(CommonRegister.DEVICE_STATUS, value);
    }

    public int status() {
        return (int) read(CommonRegister.DEVICE_STATUS);
    }

    public boolean needsReset() {
        return (status() & DeviceStatus.NEEDS_RESET) != 0;
    }

    /// {@return interrupts since the last call}
    public List<Integer> interrupts() {
        if (bus instanceof VfioBus socket) {
            socket.deliverInterrupts();
        }
        List<Integer> raised = new ArrayList<>();
        for (Integer vector = interrupts.poll(); vector != null; vector = interrupts.poll()) {
            raised.add(vector);
        }
        return raised;
    }

    /// Forgets events and interrupts so far.
    public void quieten() throws GuestMemoryException {
        events();
        interrupts();
    }

    /// Does a command.
    ///
    /// @return the reply
    public ControlReply command(ControlCommand command) throws GuestMemoryException {
        return command(command, 1024);
    }

    /// Does a command with a limited room for the reply.
    public ControlReply command(ControlCommand command, int room) throws GuestMemoryException {
        byte[] bytes = raw(IsmCodec.encodeCommand(command), room);
        if (IsmCodec.decodeReply(command.code(), bytes)
                instanceof Decoded.Valid<ControlReply>(ControlReply reply)) {
            return reply;
        }
        throw new AssertionError("malformed reply to " + command);
    }

    /// Does a command.
    ///
    /// @return its ack
    public Ack ack(ControlCommand command) throws GuestMemoryException {
        return command(command).ack();
    }

    /// Puts bytes in the controlq.
    ///
    /// @return what the device wrote
    public byte[] raw(byte[] readable, int room) throws GuestMemoryException {
        submit(readable, room);
        await(this::commandDone);
        Used used = lastUsed;
        lastUsed = null;
        if (used == null) {
            throw new AssertionError("no used buffer");
        }
        byte[] written = new byte[used.usedLength()];
        memory.read(REPLY_BUFFER, written, 0, written.length);
        return written;
    }

    /// Puts bytes in the controlq, and does not wait.
    public void submit(byte[] readable, int room) throws GuestMemoryException {
        memory.write(COMMAND_BUFFER, readable, 0, readable.length);
        List<Piece> out = pieces(COMMAND_BUFFER, readable.length);
        List<Piece> in = pieces(REPLY_BUFFER, room);
        DriverVirtqueue queue = control();
        if (queue.offer(out, in, FeatureBit.INDIRECT_DESC.isIn(features)) < 0) {
            throw new AssertionError("controlq is full");
        }
        if (queue.notificationWanted()) {
            bus.notifyQueue(0);
        }
    }

    /// Cuts a buffer where no field ends, as drivers may.
    private static List<Piece> pieces(long address, int length) {
        if (length == 0) {
            return List.of();
        }
        return length < 6
                ? List.of(new Piece(address, length))
                : List.of(new Piece(address, 5), new Piece(address + 5, length - 5));
    }

    private @Nullable Used lastUsed;

    private boolean commandDone() {
        lastUsed = control().reclaim();
        return lastUsed != null;
    }

    public DriverVirtqueue control() {
        DriverVirtqueue queue = control;
        if (queue == null) {
            throw new AssertionError("no controlq");
        }
        return queue;
    }

    private DriverVirtqueue eventq() {
        DriverVirtqueue queue = events;
        if (queue == null) {
            throw new AssertionError("no eventq");
        }
        return queue;
    }

    /// Sets the controlq up again after it was reset alone.
    public void renewControlQueue() throws GuestMemoryException {
        control = queue(0, CONTROL_RING, VECTOR_CONTROL);
    }

    /// Sets the eventq up again after it was reset alone.
    public void renewEventQueue() throws GuestMemoryException {
        events = queue(1, EVENT_RING, VECTOR_EVENTS);
        eventSlots.clear();
    }

    /// Offers event buffers.
    public void offerEvents(int count, int length) {
        DriverVirtqueue queue = eventq();
        for (int i = 0; i < count; i++) {
            int slot = nextSlot++ % (QUEUE_SIZE * 2);
            long address = EVENT_BUFFERS + (long) slot * EVENT_STRIDE;
            int id = queue.offer(List.of(), List.of(new Piece(address, length)), false);
            if (id < 0) {
                throw new AssertionError("eventq is full");
            }
            eventSlots.put(id, slot);
        }
        if (queue.notificationWanted()) {
            bus.notifyQueue(1);
        }
    }

    /// {@return bytes of the event buffers that came back since the last call, in order}
    public List<byte[]> rawEvents() throws GuestMemoryException {
        List<byte[]> came = new ArrayList<>();
        for (Used used = eventq().reclaim(); used != null; used = eventq().reclaim()) {
            Integer slot = eventSlots.remove(used.id());
            if (slot == null) {
                throw new AssertionError("buffer not offered: " + used);
            }
            byte[] bytes = new byte[used.usedLength()];
            memory.read(EVENT_BUFFERS + (long) slot * EVENT_STRIDE, bytes, 0, bytes.length);
            came.add(bytes);
        }
        return came;
    }

    /// {@return the events that came since the last call, in order}
    public List<DeviceEvent> events() throws GuestMemoryException {
        List<DeviceEvent> came = new ArrayList<>();
        for (byte[] bytes : rawEvents()) {
            if (IsmCodec.decodeEvent(bytes)
                    instanceof Decoded.Valid<DeviceEvent>(DeviceEvent event)) {
                came.add(event);
            } else {
                throw new AssertionError("malformed event");
            }
        }
        return came;
    }

    /// Allocates a region that must be had.
    public ControlReply.Allocated allocate(long size) throws GuestMemoryException {
        if (command(new ControlCommand.AllocRegion(size)) instanceof ControlReply.Allocated done) {
            return done;
        }
        throw new AssertionError("not allocated");
    }

    /// Attaches a region that must be had.
    public List<Area> attach(long token) throws GuestMemoryException {
        return attach(token, PermissionSet.READ_WRITE);
    }

    /// Attaches a region that must be had, for some accesses.
    public List<Area> attach(long token, PermissionSet asked) throws GuestMemoryException {
        ControlReply reply = command(new ControlCommand.AttachRegion(token, (int) asked.bits()));
        if (reply instanceof ControlReply.Attached(List<Area> areas)) {
            return areas;
        }
        throw new AssertionError("not attached: " + reply);
    }

    public Ack detach(long token) throws GuestMemoryException {
        return ack(new ControlCommand.DetachRegion(token));
    }

    /// Rings the doorbell of the chunk that holds a byte of device memory.
    public void ring(long offset) {
        long chunk = bus.readConfig(16, 8);
        long notify = bus.readConfig(24, 8);
        bus.ringDoorbell(offset / chunk * notify, 1, 1);
    }

    /// Waits for another thread; at once in lockstep.
    public static void await(BooleanSupplier done) {
        long start = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError("nothing came");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        bus.close();
        arena.close();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package ismscope.bench;

import ismscope.device.driver.DriverVirtqueue;
import ismscope.device.driver.DriverVirtqueue.Piece;
import ismscope.device.driver.IndirectTables;
import ismscope.device.memory.GuestMemory;
import ismscope.device.os.EventCounter;
import ismscope.device.os.MemoryFile;
import ismscope.device.os.UnixSocket;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.vfio.RequestEncoder;
import ismscope.device.vfio.VersionText;
import ismscope.device.vfio.VfioHeader;
import ismscope.device.vfio.VfioRequest;
import ismscope.device.virtqueue.QueueLayout;
import ismscope.device.virtqueue.VirtqueueConfig;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A VM as its device sees one over vfio-user: a connection, RAM, a controlq and one vector.
final class VfioPeer implements AutoCloseable {
    static final int REGISTERS = 0;
    static final int NOTIFY_AREA = 2;
    static final int MEMORY = 4;

    private static final int QUEUE_NOTIFY = 0x3000;
    private static final int RAM_BYTES = 1 << 20;
    private static final long RING = 0x1000;
    private static final long COMMAND = 0x8000;
    private static final long REPLY = 0x9000;
    private static final int REPLY_ROOM = 256;
    private static final int MSIX = 2;
    private static final int QUEUE_SIZE = 64;

    private final Arena arena = Arena.ofShared();
    private final UnixSocket socket;
    private final MemorySegment out = arena.allocate(64 << 10, Long.BYTES);
    private final MemorySegment in = arena.allocate(8 << 10, Long.BYTES);
    private final MemorySegment load = arena.allocate(64, Long.BYTES);
    private final MemorySegment batch = arena.allocate(256 << 10, Long.BYTES);
    private final MemoryFile ram = MemoryFile.create("bench-ram", RAM_BYTES);
    private final GuestMemory memory = GuestMemory.of(0, ram.map(arena));
    private final EventCounter vector = EventCounter.create();
    private final DriverVirtqueue control;

    VfioPeer(Path path) throws Exception {
        socket = UnixSocket.connect(path);
        VersionText text = VersionText.EMPTY.with("padding_for_the_reply_padding_for_it", 1);
        for (int i = 0; i < 4; i++) {
            text = text.with("more_of_the_same_padding_" + i, 1);
        }
        call(new VfioRequest.Version(0, 0, text));
        call(new VfioRequest.DmaMap(3, 0, 0, RAM_BYTES), ram.fd());
        call(new VfioRequest.SetIrqs(0x24, MSIX, 0, 1, List.of()), vector.fd());
        control = bringUp();
    }

    private DriverVirtqueue bringUp() throws Exception {
        long features = FeatureBit.mask(FeatureBit.VERSION_1, FeatureBit.EVENT_IRQ);
        register(CommonRegister.DEVICE_STATUS, 3);
        register(CommonRegister.DRIVER_FEATURE_SELECT, 0);
        register(CommonRegister.DRIVER_FEATURE, features & 0xffff_ffffL);
        register(CommonRegister.DRIVER_FEATURE_SELECT, 1);
        register(CommonRegister.DRIVER_FEATURE, features >>> 32);
        register(CommonRegister.DEVICE_STATUS, 11);
        VirtqueueConfig config =
                new VirtqueueConfig(
                        0,
                        QUEUE_SIZE,
                        QueueLayout.SPLIT,
                        RING,
                        RING + 0x1000,
                        RING + 0x2000,
                        false,
                        false,
                        false);
        register(CommonRegister.QUEUE_SIZE, QUEUE_SIZE);
        register(CommonRegister.QUEUE_DESC, config.descriptorArea());
        register(CommonRegister.QUEUE_DRIVER, config.driverArea());
        register(CommonRegister.QUEUE_DEVICE, config.deviceArea());
        DriverVirtqueue queue =
                DriverVirtqueue.of(config, memory, new IndirectTables(RING + 0x4000, 4));
        register(CommonRegister.QUEUE_ENABLE, 1);
        register(CommonRegister.DEVICE_STATUS, 15);
        return queue;
    }

    private void register(CommonRegister register, long value) throws IOException {
        call(new VfioRequest.RegionWrite(register.offset(), REGISTERS, register.width(), value));
    }

    /// Sends a request and waits for its reply.
    void call(VfioRequest request, int... descriptors) throws IOException {
        int length = RequestEncoder.encode(request, 1, 0, out);
        socket.sendAll(out.asSlice(0, length), descriptors);
        reply();
    }

    private void reply() throws IOException {
        if (socket.receive(in, new ArrayList<>(), true) == UnixSocket.END) {
            throw new IOException("the server ended the connection");
        }
        if ((in.get(ValueLayout.JAVA_INT, 8) & VfioHeader.ERROR) != 0) {
            throw new IOException("refused: errno=" + in.get(ValueLayout.JAVA_INT, 12));
        }
    }

    /// Sends a store and does not wait.
    void post(int region, long offset, int width, long value) throws IOException {
        VfioRequest store = new VfioRequest.RegionWrite(offset, region, width, value);
        int length = RequestEncoder.encode(store, 1, VfioHeader.NO_REPLY, out);
        socket.sendAll(out.asSlice(0, length));
    }

    /// {@return 8 bytes of device memory}
    long loadWord(long offset) throws IOException {
        int length =
                RequestEncoder.encode(
                        new VfioRequest.RegionRead(offset, MEMORY, Long.BYTES), 1, 0, load);
        socket.sendAll(load.asSlice(0, length));
        reply();
        return in.get(ValueLayout.JAVA_LONG, 32);
    }

    /// {@return messages that store 8 bytes each, one behind the other}
    ///
    /// @param stores at most 4096
    MemorySegment singleStores(int stores) {
        long at = 0;
        for (int i = 0; i < stores; i++) {
            VfioRequest store =
                    new VfioRequest.RegionWrite(i * 8L, MEMORY, Long.BYTES, 0x1122_3344L + i);
            at += RequestEncoder.encode(store, 1, VfioHeader.NO_REPLY, batch.asSlice(at));
        }
        return batch.asSlice(0, at);
    }

    /// {@return messages that store 8 bytes 200 times each, as QEMU packs them}
    MemorySegment packedStores(int messages) {
        long at = 0;
        for (int i = 0; i < messages; i++) {
            List<VfioRequest.RegionWrite> stores = new ArrayList<>();
            for (int k = 0; k < 200; k++) {
                stores.add(new VfioRequest.RegionWrite(k * 8L, MEMORY, Long.BYTES, k));
            }
            VfioRequest packed = new VfioRequest.RegionWrites(stores);
            at += RequestEncoder.encode(packed, 1, VfioHeader.NO_REPLY, batch.asSlice(at));
        }
        return batch.asSlice(0, at);
    }

    /// Sends bytes made before.
    void send(MemorySegment bytes) throws IOException {
        socket.sendAll(bytes);
    }

    /// Does a command: buffers, kick, and a look at the used ring until it is there.
    ///
    /// @return the first 8 bytes behind the ack
    long command(ControlCommand command) throws Exception {
        byte[] bytes = IsmCodec.encodeCommand(command);
        memory.write(COMMAND, bytes, 0, bytes.length);
        control.offer(
                List.of(new Piece(COMMAND, bytes.length)),
                List.of(new Piece(REPLY, REPLY_ROOM)),
                false);
        post(REGISTERS, QUEUE_NOTIFY, Short.BYTES, 0);
        while (control.reclaim() == null) {
            Thread.onSpinWait();
        }
        if (memory.u8(REPLY) != 0) {
            throw new IllegalStateException("ack=" + memory.u8(REPLY));
        }
        return memory.u64(REPLY + 1);
    }

    /// Sleeps until the vector was raised.
    void awaitInterrupt() throws IOException {
        while (!vector.await(EventCounter.FOREVER)) {
            Thread.onSpinWait();
        }
        vector.drain();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        vector.close();
        ram.close();
        arena.close();
    }
}

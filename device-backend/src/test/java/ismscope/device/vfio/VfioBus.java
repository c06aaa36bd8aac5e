package ismscope.device.vfio;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.guest.GuestBus;
import ismscope.device.model.IsmDevice;
import ismscope.device.os.EventCounter;
import ismscope.device.os.MemoryFile;
import ismscope.device.transport.HostThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A guest's bus over a socket, as a VMM makes one: it finds the structures by the capabilities in
/// configuration space. Thread: the guest's.
public final class VfioBus implements GuestBus {
    private static final int CONFIG = VfioDevice.REGION_CONFIG;
    private static final int MSIX = 2;
    private static final int FDS_PER_MESSAGE = 16;

    private final HostThread host;
    private final VfioClient client;
    private final List<EventCounter> vectors = new ArrayList<>();
    private final Structure common;
    private final Structure config;
    private final Structure notify;
    private final Structure memory;
    private final Structure doorbells;
    private final long devid;
    private boolean closed;
    private @Nullable IntConsumer handler;

    /// A structure of the device.
    private record Structure(int bar, long offset, long length) {}

    public VfioBus(HostThread host, Path path, MemoryFile ram, int vectors) throws IOException {
        this.host = host;
        this.client = VfioClient.introduced(path);
        client.call(new VfioRequest.DmaMap(3, 0, 0, ram.size()), ram.fd());
        for (int i = 0; i < vectors; i++) {
            this.vectors.add(EventCounter.create());
        }
        common = structure(1, 0);
        config = structure(4, 0);
        notify = structure(2, 0);
        memory = structure(8, 1);
        doorbells = structure(8, 2);
        devid = readConfig(8, 8);
    }

    /// Finds a structure as a driver does.
    private Structure structure(int type, int id) throws IOException {
        int at = (int) client.read(CONFIG, 0x34, 1);
        while (at != 0) {
            if (client.read(CONFIG, at, 1) == 9
                    && client.read(CONFIG, at + 3, 1) == type
                    && client.read(CONFIG, at + 5, 1) == id) {
                long offset = client.read(CONFIG, at + 8, 4);
                long length = client.read(CONFIG, at + 12, 4);
                if (type == 8) {
                    offset |= client.read(CONFIG, at + 16, 4) << 32;
                    length |= client.read(CONFIG, at + 20, 4) << 32;
                }
                return new Structure((int) client.read(CONFIG, at + 4, 1), offset, length);
            }
            at = (int) client.read(CONFIG, at + 1, 1);
        }
        throw new IOException("no capability of type " + type);
    }

    public VfioClient client() {
        return client;
    }

    private <T> T done(Exchange<T> exchange) {
        if (closed) {
            throw new IllegalStateException("the device is unplugged");
        }
        try {
            return exchange.run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Exchange<T> {
        T run() throws IOException;
    }

    private long load(Structure where, long offset, int width) {
        return done(() -> {
            VfioReply reply =
                    client.call(
                            new VfioRequest.RegionRead(where.offset + offset, where.bar, width));
            // What no register answers reads as 0 on this bus.
            return reply instanceof VfioReply.Loaded loaded ? loaded.value() : 0L;
        });
    }

    private void store(Structure where, long offset, int width, long value) {
        done(() -> {
            client.post(
                    new VfioRequest.RegionWrite(
                            where.offset + offset, where.bar, Math.max(0, width), value));
            return true;
        });
    }

    @Override
    public long readCommon(int offset, int width) {
        return load(common, offset, width);
    }

    @Override
    public void writeCommon(int offset, int width, long value) {
        store(common, offset, width, value);
        settle();
    }

    /// Waits until all that was posted is done.
    public void settle() {
        done(() -> client.read(CONFIG, 0, 2));
    }

    @Override
    public long readConfig(int offset, int width) {
        return load(config, offset, width);
    }

    @Override
    public void notifyQueue(int queue) {
        store(notify, queue >= 0 && queue < notify.length / 4 ? queue * 4L : 0, 2, queue);
    }

    @Override
    public void ringDoorbell(long offset, int width, long value) {
        store(doorbells, offset, width, value);
    }

    @Override
    public void onInterrupt(IntConsumer newHandler) {
        handler = newHandler;
        for (int start = 0; start < vectors.size(); start += FDS_PER_MESSAGE) {
            List<EventCounter> some =
                    vectors.subList(start, Math.min(vectors.size(), start + FDS_PER_MESSAGE));
            int[] fds = some.stream().mapToInt(EventCounter::fd).toArray();
            VfioRequest bind = new VfioRequest.SetIrqs(0x24, MSIX, start, fds.length, List.of());
            done(() -> client.call(bind, fds));
        }
    }

    /// Hands the interrupts that have come to the handler: vector by vector.
    public void deliverInterrupts() {
        if (closed) {
            return;
        }
        settle();
        IntConsumer present = handler;
        for (int vector = 0; present != null && vector < vectors.size(); vector++) {
            try {
                for (long left = vectors.get(vector).drain(); left > 0; left--) {
                    present.accept(vector);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public DeviceMemory deviceMemory() {
        done(() -> true);
        return new Trapped();
    }

    /// {@return whether the host would do an access: a guest sees of a refused one only that it
    /// loads ones and stores nothing}
    private boolean allowed(Predicate<IsmDevice> access) {
        settle();
        return host.ask(asked ->
                asked.devices().stream()
                        .filter(device -> device.devid() == devid)
                        .allMatch(access));
    }

    /// Device memory as a processor reaches it: at most eight bytes at a time.
    private final class Trapped implements DeviceMemory {
        @Override
        public long size() {
            return memory.length;
        }

        @Override
        public void load(long offset, byte[] target, int from, int length) throws AccessFault {
            require(device -> mayLoad(device, offset, length), offset, length);
            for (int done = 0; done < length; ) {
                int width = Math.min(Long.BYTES, length - done);
                long value = VfioBus.this.load(memory, offset + done, width);
                for (int i = 0; i < width; i++) {
                    target[from + done + i] = (byte) (value >>> (i * Byte.SIZE));
                }
                done += width;
            }
        }

        @Override
        public void store(long offset, byte[] source, int from, int length) throws AccessFault {
            for (int done = 0; done < length; ) {
                int width = Math.min(Long.BYTES, length - done);
                long value = 0;
                for (int i = width - 1; i >= 0; i--) {
                    value = (value << Byte.SIZE) | (source[from + done + i] & 0xff);
                }
                VfioBus.this.store(memory, offset + done, width, value);
                done += width;
            }
        }

        @Override
        public long loadAcquire(long offset) throws AccessFault {
            byte[] bytes = new byte[Long.BYTES];
            load(offset, bytes, 0, bytes.length);
            long value = 0;
            for (int i = bytes.length - 1; i >= 0; i--) {
                value = (value << Byte.SIZE) | (bytes[i] & 0xff);
            }
            return value;
        }

        @Override
        public void storeRelease(long offset, long value) {
            VfioBus.this.store(memory, offset, Long.BYTES, value);
        }

        private void require(Predicate<IsmDevice> access, long offset, int length)
                throws AccessFault {
            if (!allowed(access)) {
                throw new AccessFault("offset=0x%x length=%d".formatted(offset, length));
            }
        }
    }

    private static boolean mayLoad(IsmDevice device, long offset, int length) {
        try {
            device.window().load(offset, new byte[length], 0, length);
            return true;
        } catch (ismscope.device.region.AccessRefusedException _) {
            return false;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            client.close();
            for (EventCounter vector : vectors) {
                vector.close();
            }
            awaitGone();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The host sees the end of the connection soon, but not at once.
    private void awaitGone() {
        try {
            while (host.ask(
                    asked ->
                            asked.devices().stream().anyMatch(device -> device.devid() == devid))) {
                Thread.onSpinWait();
            }
        } catch (IllegalStateException _) {
            // The host is closed.
        }
    }
}

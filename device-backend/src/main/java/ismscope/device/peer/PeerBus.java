package ismscope.device.peer;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.guest.GuestBus;
import ismscope.device.memory.GuestMemory;
import ismscope.device.os.EventCounter;
import ismscope.device.os.MemoryFile;
import ismscope.device.os.MemoryFile.Access;
import ismscope.device.os.PassedFile;
import ismscope.device.os.UnixSocket;
import ismscope.device.vhost.BackEndMessage;
import ismscope.device.vhost.MessageSocket;
import ismscope.device.vhost.PeerPage;
import ismscope.device.vhost.SharedLayout;
import ismscope.device.vhost.SharedPiece;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A guest's bus to a device of a host in another process, over vhost-user.
///
/// Registers are kept here, as a VMM keeps them; the host hears of a driver that is ready, of
/// resets and kicks. Doorbells go through a page that both share and wake the host only if it
/// sleeps. Loads and stores go to memory that the host has handed over; the host does not see them.
/// Thread: the guest's.
public final class PeerBus implements GuestBus, PeerDevice.HostSide {
    private static final long GLANCE_NANOS = 50_000;
    private static final int SPINS = 256;

    private final PeerThread thread;
    private final PeerLink link;
    private final UnixSocket channel;
    private final MessageSocket wishes;
    private final EventCounter bell;
    private final EventCounter interrupts;
    private final HostOffer offer;
    private final PeerMemory memory;
    private final PeerDevice device;
    private final int vectors;
    private volatile @Nullable HostPage hostPage;
    private volatile @Nullable IntConsumer handler;
    private volatile boolean hostGone;

    /// The page that is shared with the host.
    private record HostPage(PeerPage page, Arena arena) {}

    /// What a bus is made of.
    private record Parts(
            PeerLink link, UnixSocket[] channel, EventCounter bell, EventCounter interrupts)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            link.close();
            channel[0].close();
            channel[1].close();
            bell.close();
            interrupts.close();
        }
    }

    private PeerBus(PeerThread thread, Parts parts, HostOffer offer, GuestMemory ram, int vectors) {
        this.thread = thread;
        this.link = parts.link;
        this.channel = parts.channel[0];
        this.wishes = new MessageSocket(channel);
        this.bell = parts.bell;
        this.interrupts = parts.interrupts;
        this.offer = offer;
        this.vectors = vectors;
        this.memory = new PeerMemory(offer.deviceMemory());
        this.device = new PeerDevice(link, ram, this, offer, vectors);
    }

    /// Connects to a host.
    ///
    /// @param thread serves the host's maps and interrupts
    /// @param path of the socket that the host listens on
    /// @param ram the guest's memory, whose slots have files ([ismscope.device.memory.MemorySlot])
    /// @param vectors interrupt vectors that the guest has, up to [PeerPage#VECTORS]
    /// @throws IOException with a sentence for people: nobody listens, or it is no host for peers
    public static PeerBus connect(PeerThread thread, Path path, GuestMemory ram, int vectors)
            throws IOException {
        Parts parts =
                new Parts(
                        new PeerLink(connected(path)),
                        UnixSocket.pair(),
                        EventCounter.create(),
                        EventCounter.create());
        boolean done = false;
        try {
            HostOffer offer = PeerHandshake.with(parts.link, parts.channel[1], vectors);
            parts.channel[1].letGo();
            PeerBus bus = new PeerBus(thread, parts, offer, ram, vectors);
            thread.run(poller -> {
                poller.add(parts.channel[0].fd(), bus::serveWishes);
                poller.add(parts.interrupts.fd(), bus::takeInterrupts);
            });
            done = true;
            return bus;
        } catch (IllegalStateException e) {
            throw new IOException("%s: %s".formatted(path, e.getMessage()), e);
        } finally {
            if (!done) {
                parts.close();
            }
        }
    }

    private static UnixSocket connected(Path path) throws IOException {
        try {
            return UnixSocket.connect(path);
        } catch (IOException e) {
            throw new IOException(
                    "nobody serves %s: %s".formatted(path, String.valueOf(e.getMessage())), e);
        }
    }

    private void requireOpen() {
        if (link.isClosed()) {
            throw new IllegalStateException("the device is unplugged");
        }
        if (hostGone) {
            throw new IllegalStateException("the host is gone");
        }
    }

    /// {@return whether the host has ended the connection; any thread}
    public boolean isHostGone() {
        return hostGone;
    }

    @Override
    public long readCommon(int offset, int width) {
        requireOpen();
        return device.registers().read(offset, width);
    }

    @Override
    public void writeCommon(int offset, int width, long value) {
        requireOpen();
        device.registers().write(offset, width, value);
    }

    @Override
    public long readConfig(int offset, int width) {
        requireOpen();
        return offer.config(offset, width);
    }

    @Override
    public void notifyQueue(int queue) {
        requireOpen();
        if (queue >= 0 && queue < device.registers().queues().size()) {
            try {
                device.registers().queues().get(queue).kick();
            } catch (IOException e) {
                throw link.gone(e);
            }
        }
    }

    @Override
    public void ringDoorbell(long offset, int width, long value) {
        requireOpen();
        HostPage present = hostPage;
        if (present == null) {
            return;
        }
        for (int i = 0; !present.page.ring(offset, width); i++) {
            requireOpen();
            kickIfWanted(present.page);
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, GLANCE_NANOS);
            }
        }
        kickIfWanted(present.page);
    }

    private void kickIfWanted(PeerPage page) {
        if (page.kickWanted()) {
            try {
                bell.signal();
            } catch (IOException e) {
                throw link.gone(e);
            }
        }
    }

    @Override
    public DeviceMemory deviceMemory() {
        requireOpen();
        return memory;
    }

    @Override
    public void onInterrupt(IntConsumer newHandler) {
        requireOpen();
        handler = newHandler;
    }

    @Override
    public EventCounter bell() {
        return bell;
    }

    @Override
    public EventCounter interrupts() {
        return interrupts;
    }

    @Override
    public void awaitPage() {
        for (int i = 0; hostPage == null; i++) {
            requireOpen();
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, GLANCE_NANOS);
            }
        }
    }

    @Override
    public void forget() {
        try {
            thread.run(_ -> clear());
        } catch (IOException e) {
            throw link.gone(e);
        }
    }

    private void clear() {
        memory.clear();
        HostPage present = hostPage;
        hostPage = null;
        if (present != null) {
            present.arena.close();
        }
    }

    private void serveWishes() {
        try {
            MessageSocket.Asked asked = wishes.asked();
            if (asked != null) {
                serve(asked);
            }
        } catch (IOException e) {
            lose();
        }
    }

    private void lose() {
        hostGone = true;
        try {
            thread.unwatch(() -> {}, channel.fd());
        } catch (IOException _) {
            // Not watched any more: the same.
        }
        clear();
    }

    private void serve(MessageSocket.Asked asked) throws IOException {
        boolean done =
                switch (asked.message()) {
                    case BackEndMessage.ConfigChange _ -> true;
                    case BackEndMessage.Map(SharedPiece piece) -> map(piece, asked);
                    case BackEndMessage.Unmap(SharedPiece piece) ->
                            piece.id() == SharedLayout.DEVICE_MEMORY_ID && memory.unmap(piece);
                };
        for (PassedFile file : asked.files()) {
            file.close();
        }
        if (!(asked.message() instanceof BackEndMessage.ConfigChange)) {
            wishes.answer(asked.message(), done);
        }
    }

    private boolean map(SharedPiece piece, MessageSocket.Asked asked) {
        if (asked.files().size() != 1) {
            return false;
        }
        try (MemoryFile file = asked.files().getFirst().toMemory()) {
            return switch (piece.id()) {
                case SharedLayout.DEVICE_MEMORY_ID -> memory.map(piece, file);
                case SharedLayout.NOTIFY_ID -> mapPage(piece, file);
                default -> false;
            };
        } catch (IOException e) {
            return false;
        }
    }

    private boolean mapPage(SharedPiece piece, MemoryFile file) throws IOException {
        boolean whole =
                piece.offset() == 0
                        && piece.fileOffset() == 0
                        && piece.length() == offer.notifyArea()
                        && file.size() == piece.length();
        if (!whole || hostPage != null) {
            return false;
        }
        Arena arena = Arena.ofShared();
        try {
            long start = offer.notifyArea() - PeerPage.BYTES;
            hostPage =
                    new HostPage(
                            new PeerPage(file.map(arena, start, PeerPage.BYTES, Access.READ_WRITE)),
                            arena);
            return true;
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    private void takeInterrupts() {
        try {
            interrupts.drain();
        } catch (IOException e) {
            lose();
            return;
        }
        HostPage present = hostPage;
        IntConsumer called = handler;
        if (present != null) {
            present.page.takeVectors(
                    vectors,
                    vector -> {
                        if (called != null) {
                            called.accept(vector);
                        }
                    });
        }
    }

    @Override
    public void close() {
        if (link.isClosed()) {
            return;
        }
        link.close();
        handler = null;
        try {
            thread.unwatch(this::clear, channel.fd(), interrupts.fd());
            channel.close();
            bell.close();
            interrupts.close();
        } catch (IOException e) {
            throw link.gone(e);
        } finally {
            device.registers().queues().forEach(QueueState::stop);
        }
    }
}

package ismscope.device.vhost;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.memory.MemorySlot;
import ismscope.device.os.EventCounter;
import ismscope.device.os.MemoryFile;
import ismscope.device.os.PassedFile;
import ismscope.device.os.UnixSocket;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.IsmCodec;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A front-end by hand, for tests: sends what QEMU sends, or what it never would.
final class FakeFrontEnd implements Closeable {
    static final long GUEST = 0x10_0000;
    static final long USER = 0x7f00_0000_0000L;
    static final int RAM = 0x10_0000;
    private static final long REPLY = GUEST + 0x9000;
    private static final int REPLY_ROOM = 256;

    /// What QEMU 11 acknowledges of what is offered.
    static final long QEMU =
            ProtocolFeature.MQ
                    | ProtocolFeature.REPLY_ACK
                    | ProtocolFeature.BACKEND_REQ
                    | ProtocolFeature.CONFIG
                    | ProtocolFeature.BACKEND_SEND_FD
                    | ProtocolFeature.SHMEM;

    final UnixSocket socket;
    final UnixSocket[] channel;
    final EventCounter kick = EventCounter.create();
    final EventCounter call = EventCounter.create();
    final MemoryFile ram = MemoryFile.create("fake-ram", RAM);
    final Arena arena = Arena.ofShared();
    final GuestMemory memory;
    @Nullable MemorySegment notifyArea;
    private final FrameReader reader;
    private final FrameReader wishes;
    private final FrameWriter answers;

    FakeFrontEnd(Path path) throws IOException {
        socket = UnixSocket.connect(path);
        channel = UnixSocket.pair();
        reader = new FrameReader(socket);
        wishes = new FrameReader(channel[0]);
        answers = new FrameWriter(channel[0]);
        memory = new GuestMemory(List.of(new MemorySlot(GUEST, ram.map(arena))));
    }

    /// Sends bytes as they are.
    void bytes(byte[] bytes, int... descriptors) throws IOException {
        if (bytes.length > 0) {
            MemorySegment source = arena.allocate(bytes.length);
            MemorySegment.copy(bytes, 0, source, JAVA_BYTE, 0, bytes.length);
            socket.sendAll(source, descriptors);
        }
    }

    void send(FrontEndMessage message, int... descriptors) throws IOException {
        bytes(VhostCodec.encodeFrontEnd(message, false), descriptors);
    }

    void plain(FrontEndRequest request, int... descriptors) throws IOException {
        send(new FrontEndMessage.Plain(request), descriptors);
    }

    void value(FrontEndRequest request, long value, int... descriptors) throws IOException {
        send(new FrontEndMessage.Value(request, value), descriptors);
    }

    void ring(FrontEndRequest request, int index, int number) throws IOException {
        send(new FrontEndMessage.VringState(request, index, number));
    }

    /// Sends a message and waits for how it went.
    long acknowledged(FrontEndMessage message, int... descriptors)
            throws IOException, FrontEndFault {
        bytes(VhostCodec.encodeFrontEnd(message, true), descriptors);
        return ((BackEndReply.Value) reply(message.wire())).value();
    }

    BackEndReply ask(FrontEndMessage message) throws IOException, FrontEndFault {
        send(message);
        return reply(message.wire());
    }

    long askValue(FrontEndRequest request) throws IOException, FrontEndFault {
        return ((BackEndReply.Value) ask(new FrontEndMessage.Plain(request))).value();
    }

    private BackEndReply reply(int wire) throws IOException, FrontEndFault {
        try (Frame frame = Objects.requireNonNull(reader.next(true))) {
            return ((Decoded.Valid<BackEndReply>) VhostCodec.decodeReply(wire, frame.payload()))
                    .value();
        }
    }

    /// Waits until the back-end has ended the connection.
    void awaitEnd() throws IOException, FrontEndFault {
        try {
            while (true) {
                Frame frame = reader.next(true);
                if (frame != null) {
                    frame.close();
                }
            }
        } catch (EOFException _) {
            // What is waited for.
        }
    }

    /// Waits until the back-end has done all that was sent, which only answers if it is still
    /// there.
    void settle() throws IOException, FrontEndFault {
        askValue(FrontEndRequest.GET_FEATURES);
    }

    /// QEMU's first messages, until it owns the device.
    void negotiate(long protocol) throws IOException, FrontEndFault {
        askValue(FrontEndRequest.GET_FEATURES);
        askValue(FrontEndRequest.GET_PROTOCOL_FEATURES);
        value(FrontEndRequest.SET_PROTOCOL_FEATURES, protocol);
        plain(FrontEndRequest.SET_BACKEND_REQ_FD, channel[1].fd());
        plain(FrontEndRequest.SET_OWNER);
    }

    void tellMemory() throws IOException {
        tellMemory(ram.fd());
    }

    /// Tells that guest memory is in a file.
    void tellMemory(int file) throws IOException {
        send(
                new FrontEndMessage.MemoryTable(List.of(new GuestRegionEntry(GUEST, RAM, USER, 0))),
                file);
    }

    /// Describes ring `index`, its areas at multiples of 64 KiB.
    void describe(int index, int size) throws IOException {
        describe(index, size, 0);
    }

    /// Describes a ring that goes on.
    void describe(int index, int size, int position) throws IOException {
        long base = USER + 0x1_0000L * (1 + index);
        ring(FrontEndRequest.SET_VRING_NUM, index, size);
        ring(FrontEndRequest.SET_VRING_BASE, index, position);
        send(new FrontEndMessage.VringAddress(index, 0, base, base + 0x4000, base + 0x2000, 0));
        value(FrontEndRequest.SET_VRING_KICK, index, kick.fd());
        value(FrontEndRequest.SET_VRING_CALL, index, call.fd());
    }

    /// All messages until the device runs, with the features given.
    void start(long features) throws IOException, FrontEndFault {
        negotiate(QEMU);
        value(FrontEndRequest.SET_FEATURES, features);
        tellMemory();
        describe(0, 16);
        describe(1, 16);
        ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1);
        ring(FrontEndRequest.SET_VRING_ENABLE, 1, 1);
        settle();
    }

    /// Makes ALLOC_REGION of one chunk available and kicks; the reply has room for one area.
    void allocate() throws IOException, GuestMemoryException {
        command(IsmCodec.encodeCommand(new ControlCommand.AllocRegion(1)));
    }

    /// Makes a command available in ring 0 and kicks.
    void command(byte[] command) throws IOException, GuestMemoryException {
        long table = GUEST + 0x1_0000;
        long available = table + 0x2000;
        long out = GUEST + 0x8000;
        memory.write(out, command, 0, command.length);
        describe(table, out, command.length, 1, 1);
        describe(table + 16, REPLY, REPLY_ROOM, 2, 0);
        int index = memory.u16(available + 2);
        memory.putU16(available + 4 + index % 16 * 2L, 0);
        memory.putU16Release(available + 2, index + 1);
        kick.signal();
    }

    private void describe(long at, long address, int length, int flags, int next)
            throws GuestMemoryException {
        memory.putU64(at, address);
        memory.putU32(at + 8, length);
        memory.putU16(at + 12, flags);
        memory.putU16(at + 14, next);
    }

    /// {@return the bytes of the reply to the command number `count`, null while there is none}
    byte @Nullable [] replyNow(int count) throws GuestMemoryException {
        long used = GUEST + 0x1_4000;
        if (memory.u16Acquire(used + 2) < count) {
            return null;
        }
        byte[] bytes = new byte[(int) memory.u32(used + 4 + (count - 1) % 16 * 8L + 4)];
        memory.read(REPLY, bytes, 0, bytes.length);
        return bytes;
    }

    /// Makes the rings those of a guest that boots.
    void clearRings() throws GuestMemoryException {
        memory.write(GUEST + 0x1_0000, new byte[0x2_0000], 0, 0x2_0000);
    }

    /// {@return where a ring stopped}
    int stopRing(int index) throws IOException, FrontEndFault {
        BackEndReply reply =
                ask(new FrontEndMessage.VringState(FrontEndRequest.GET_VRING_BASE, index, 0));
        return ((BackEndReply.VringState) reply).number();
    }

    /// Stops the device as QEMU does.
    void stop() throws IOException, FrontEndFault {
        ring(FrontEndRequest.SET_VRING_ENABLE, 0, 0);
        ring(FrontEndRequest.SET_VRING_ENABLE, 1, 0);
        ask(new FrontEndMessage.VringState(FrontEndRequest.GET_VRING_BASE, 0, 0));
        ask(new FrontEndMessage.VringState(FrontEndRequest.GET_VRING_BASE, 1, 0));
    }

    /// Waits for what the back-end asks, and maps the notify area by the way.
    ///
    /// @param files gets the descriptors that came with it
    BackEndMessage wish(List<PassedFile> files) throws IOException, FrontEndFault {
        while (true) {
            Frame frame = Objects.requireNonNull(wishes.next(true));
            BackEndMessage wish =
                    ((Decoded.Valid<BackEndMessage>)
                                    VhostCodec.decodeBackEnd(
                                            frame.header().request(), frame.payload()))
                            .value();
            if (wish instanceof BackEndMessage.Map(SharedPiece piece) && piece.id() == 2) {
                try (MemoryFile file = frame.files().getFirst().toMemory()) {
                    notifyArea = file.map(arena);
                }
                answer(wish, 0);
            } else {
                files.addAll(frame.files());
                return wish;
            }
        }
    }

    /// {@return whether the back-end asks something now}
    boolean isAsked() throws IOException, FrontEndFault {
        Frame frame = wishes.next(false);
        if (frame != null) {
            frame.close();
        }
        return frame != null;
    }

    void answer(BackEndMessage wish, long result) throws IOException {
        answers.send(VhostCodec.encodeReply(wish.wire(), new BackEndReply.Value(result)));
    }

    /// Answers with bytes as they are.
    void answerBytes(byte[] bytes, int... descriptors) throws IOException {
        answers.send(bytes, descriptors);
    }

    /// Takes a map, keeps the file, and says that all is well.
    SharedPiece takeMap(List<MemoryFile> kept) throws IOException, FrontEndFault {
        List<PassedFile> files = new ArrayList<>();
        BackEndMessage wish = wish(files);
        kept.add(files.getFirst().toMemory());
        answer(wish, 0);
        return ((BackEndMessage.Map) wish).piece();
    }

    @Override
    public void close() throws IOException {
        reader.close();
        wishes.close();
        socket.close();
        channel[0].close();
        channel[1].close();
        kick.close();
        call.close();
        arena.close();
        ram.close();
    }
}

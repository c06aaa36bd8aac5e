package ismscope.device.vfio;

import ismscope.device.memory.GuestMemory;
import ismscope.device.model.DeviceSetup;
import ismscope.device.model.HostFullException;
import ismscope.device.model.IsmDevice;
import ismscope.device.model.TransportTerms;
import ismscope.device.os.PassedFile;
import ismscope.device.os.UnixSocket;
import ismscope.device.region.MemoryPool;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.vfio.VfioRequest.RegionWrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One VMM that has connected: reads its messages, has them done, answers at once.
///
/// A broken connection ends alone: whatever its peer does, the host and all others go on. It is
/// never closed with bytes unread, which would kill a QEMU: it stops sending, and reads until the
/// peer ends it. Thread: the host's owner thread.
final class VfioConnection {
    /// Bytes of one access that the server announces.
    static final int MOST_DATA = 64 << 10;

    /// Descriptors of one message that the server announces.
    static final int MOST_FILES = 16;

    private static final byte[] NO_BYTES = {};
    private static final int[] NO_FILES = {};
    private static final int MAJOR = 0;
    private static final int MINOR = 0;
    private static final int LONGEST_REPLY = 4096;

    /// Receives of one turn, so that one VMM cannot keep the host from the others.
    private static final int RECEIVES_PER_TURN = 4;

    /// Refusals after which a peer is taken to be no VMM at all.
    private static final int MOST_REFUSALS = 1000;

    private static final VersionText CAPABILITIES =
            VersionText.EMPTY
                    .with(VersionText.MAX_MSG_FDS, MOST_FILES)
                    .with(VersionText.MAX_DATA_XFER_SIZE, MOST_DATA)
                    .with(VersionText.MAX_DMA_MAPS, DmaMap.MOST)
                    .with(VersionText.PGSIZES, 4096)
                    .with(VersionText.WRITE_MULTIPLE, true);

    private final VfioEndpoint server;
    private final UnixSocket socket;
    private final VfioAddress address;
    private final MessageBuffer incoming = new MessageBuffer();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment outgoing = arena.allocate(LONGEST_REPLY, Long.BYTES);
    private static final String MEMORY_GONE =
            "guest memory was taken away: its file is shorter now";

    private @Nullable VfioDevice device;
    private State state = State.SERVING;
    private boolean resuming;
    private int refusals;

    private enum State {
        SERVING,
        /// Nothing is answered any more; what comes is thrown away until the peer ends.
        DRAINING,
        CLOSED
    }

    VfioConnection(VfioEndpoint server, UnixSocket socket, VfioAddress address) {
        this.server = server;
        this.socket = socket;
        this.address = address;
    }

    UnixSocket socket() {
        return socket;
    }

    /// Reads what there is, and does it.
    void ready() {
        guard(() -> {
            for (int i = 0; i < RECEIVES_PER_TURN && receive(); i++) {
                process(false);
            }
        });
    }

    /// Does what the VMM has posted before now: called before another VMM sees memory that both
    /// share.
    void catchUp() {
        if (state == State.SERVING) {
            guard(() -> {
                receive();
                process(true);
                if (state == State.SERVING && incoming.next() > 0 && !resuming) {
                    resuming = true;
                    server.later(this::resume);
                }
            });
        }
    }

    private void resume() {
        resuming = false;
        if (state == State.SERVING) {
            guard(() -> process(false));
        }
    }

    /// What a peer can cause ends its connection: a broken socket, or RAM whose file has shrunk,
    /// which the virtual machine reports as an [InternalError].
    private void guard(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            drop(String.valueOf(e.getMessage()));
        } catch (InternalError e) {
            drop(MEMORY_GONE);
        }
    }

    private void memoryGone() {
        server.later(() -> {
            if (state == State.SERVING) {
                drop(MEMORY_GONE);
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    /// {@return whether there was something}
    private boolean receive() throws IOException {
        if (state == State.CLOSED) {
            return false;
        }
        int got = incoming.receive(socket);
        if (got == UnixSocket.END) {
            end();
        } else if (got > 0 && state == State.DRAINING) {
            incoming.clear();
        }
        return got > 0;
    }

    /// @param postedOnly whether to stop at the first message that wants an answer
    private void process(boolean postedOnly) throws IOException {
        while (state == State.SERVING) {
            int size = incoming.next();
            if (size == 0) {
                return;
            }
            VfioHeader header = HeaderCodec.decode(incoming.bytes(), incoming.start());
            if (postedOnly && header.wantsReply()) {
                return;
            }
            VfioRequest request = RequestDecoder.decode(incoming.bytes(), incoming.start(), size);
            List<PassedFile> files = incoming.files();
            handle(header, request, files);
            if (state == State.SERVING) {
                incoming.skip(size);
            }
        }
    }

    private void handle(VfioHeader header, VfioRequest request, List<PassedFile> files)
            throws IOException {
        try {
            VfioDevice present = device;
            if (present == null) {
                send(introduce(request, header.size()), header);
            } else if (request instanceof RegionWrite write && !header.wantsReply()) {
                present.store(write);
            } else {
                if (request instanceof VfioRequest.RegionRead read
                        && read.region() == BarLayout.MEMORY) {
                    server.peers().catchUpOthers(present.device(), read.offset() / chunkSize());
                }
                send(present.answer(request, files), header);
            }
        } catch (VfioRefusal e) {
            refuse(header, e);
        }
    }

    private @Nullable MemoryPool pool() throws VfioRefusal {
        try {
            return address.pool().isEmpty() ? null : server.host().pool(address.pool());
        } catch (IOException e) {
            throw new VfioRefusal(
                    VfioRefusal.ENOMEM, "no memory for the pool: %s".formatted(e.getMessage()));
        }
    }

    private long chunkSize() {
        return server.host().options().geometry().chunkSize();
    }

    private VfioReply introduce(VfioRequest request, int room) throws VfioRefusal, IOException {
        if (request instanceof VfioRequest.Malformed malformed) {
            throw VfioDevice.refusal(malformed);
        }
        if (!(request instanceof VfioRequest.Version version)) {
            throw new IOException("the first message is no VERSION");
        }
        if (version.major() != MAJOR) {
            throw VfioRefusal.invalid("version=%d.%d".formatted(version.major(), version.minor()));
        }
        IrqVectors vectors = new IrqVectors(address.vectors());
        String name = server.freeName();
        try {
            IsmDevice plugged =
                    server.host()
                            .attach(
                                    new DeviceSetup(
                                            name,
                                            new GuestMemory(List.of()),
                                            vectors,
                                            address.vectors(),
                                            TransportTerms.NONE
                                                    .inPool(pool())
                                                    .ending(this::memoryGone)));
            BarLayout bars = new BarLayout(server.host().options().geometry(), address.vectors());
            device = new VfioDevice(plugged, bars, vectors, this::notifyQueue);
            server.peers().add(plugged, this);
        } catch (HostFullException e) {
            throw new VfioRefusal(VfioRefusal.ENOSPC, String.valueOf(e.getMessage()));
        }
        server.say("%s connected at %s.".formatted(name, address.path()));
        return new VfioReply.Version(MAJOR, MINOR, capabilities(room));
    }

    /// QEMU has room for as many bytes as it has sent.
    private static VersionText capabilities(int room) {
        return ReplyCodec.versionLength(CAPABILITIES) <= room ? CAPABILITIES : VersionText.EMPTY;
    }

    private void notifyQueue(int queue) {
        VfioDevice present = device;
        if (present != null && present.device().notifyQueue(queue)) {
            server.later(() -> guard(() -> notifyQueue(queue)));
        }
    }

    private void send(VfioReply reply, VfioHeader request) throws IOException {
        if (request.wantsReply()) {
            int size = ReplyCodec.encode(reply, request, outgoing);
            int sent = socket.send(outgoing.asSlice(0, size), filesWith(reply), false);
            if (sent != size) {
                throw new IOException("it does not read its replies");
            }
        }
    }

    /// The pool's file goes with the answer that says which part of a BAR can be mapped.
    private int[] filesWith(VfioReply reply) {
        VfioDevice present = device;
        MemoryPool pool =
                reply instanceof VfioReply.RegionInfo info && !info.mappable().isEmpty()
                        ? Objects.requireNonNull(present).device().pool()
                        : null;
        return pool == null ? NO_FILES : new int[] {pool.file().fd()};
    }

    private void refuse(VfioHeader header, VfioRefusal refusal) throws IOException {
        VfioCommand command = VfioCommand.fromCode(header.command());
        String what = command == null ? "command " + header.command() : command.name();
        tell(refusal.rule(), "%s: %s".formatted(what, refusal.text()));
        if (++refusals > MOST_REFUSALS) {
            throw new IOException("too many refused messages: " + refusals);
        }
        send(new VfioReply.Failed(refusal.errno()), header);
    }

    /// Puts into the capture and the log what the peer did wrong.
    private void tell(ViolationRule rule, String text) {
        VfioDevice present = device;
        if (present == null) {
            server.host().report(rule, text, NO_BYTES);
            server.say("A VMM at %s: %s.".formatted(address.path(), text));
        } else {
            present.device().report(rule, text, NO_BYTES);
            server.say("%s: %s.".formatted(present.device().name(), text));
        }
    }

    /// The peer has ended the connection: a VM that was switched off, or killed.
    private void end() {
        VfioDevice present = device;
        if (present != null) {
            server.say("%s is gone.".formatted(present.device().name()));
            present.device().unplug();
        }
        release();
        close();
    }

    /// The peer broke the protocol: its device goes, and the connection is drained.
    private void drop(String text) {
        if (state != State.SERVING) {
            // Also a connection that breaks while it is drained.
            close();
            return;
        }
        tell(ViolationRule.MESSAGE_REFUSED, "connection dropped: " + text);
        remove(TapRecord.DeviceRemoved.PROTOCOL_ERROR);
    }

    /// Takes the device away and stops sending.
    ///
    /// @param reason a code of [TapRecord.DeviceRemoved]
    void remove(int reason) {
        VfioDevice present = device;
        if (present != null) {
            present.device().remove(reason);
        }
        release();
        if (state == State.SERVING) {
            state = State.DRAINING;
            socket.finishSending();
        }
    }

    private void release() {
        try {
            incoming.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        VfioDevice present = device;
        if (present != null) {
            server.peers().remove(present.device());
            device = null;
            present.close();
        }
    }

    /// Closes the socket, whatever there is to read.
    void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        server.forget(this);
        try (socket;
                arena;
                incoming) {
            server.unwatch(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

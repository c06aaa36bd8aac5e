package ismscope.device.vhost;

import ismscope.device.model.RegionMapper;
import ismscope.device.os.MemoryFile;
import ismscope.device.os.Poller;
import ismscope.device.os.UnixSocket;
import ismscope.device.protocol.Area;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.Region;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The back-end's own channel: asks the front-end to map and unmap, one wish at a time.
///
/// Maps are legal only while the guest's device runs: [#open] to [#forget]. Thread: the host's
/// owner thread.
final class BackChannel implements RegionMapper {
    private static final Answer NOBODY = _ -> {};

    private final Poller poller;
    private final Owner owner;
    private final Deque<Wish> waiting = new ArrayDeque<>();
    private final Map<Place, SharedPiece> mapped = new HashMap<>();
    private final Map<Place, SharedPiece> forgotten = new LinkedHashMap<>();
    private @Nullable UnixSocket socket;
    private @Nullable FrameReader reader;
    private @Nullable FrameWriter writer;
    private @Nullable Wish asked;
    private @Nullable Runnable first;
    private boolean enforcing;
    private boolean open;

    /// Where a piece begins.
    private record Place(int id, long offset) {}

    /// Something that the front-end is asked to do.
    ///
    /// @param piece null for a mere mark in the order of wishes
    /// @param file of which it is a piece, owned by the wish; null to unmap
    private record Wish(@Nullable SharedPiece piece, @Nullable MemoryFile file, Answer answer) {
        void close() {
            try {
                if (file != null) {
                    file.close();
                }
            } catch (IOException e) {
                // close(2) has given the number back, whatever it says.
                return;
            }
        }
    }

    /// Whose channel it is.
    interface Owner {
        /// The front-end has broken a rule on the channel.
        void failed(FrontEndFault fault);

        /// A wish was answered, so a command may be done that was held.
        void answered();
    }

    BackChannel(Poller poller, Owner owner) {
        this.poller = poller;
        this.owner = owner;
    }

    /// @param newSocket owned by the channel
    void connect(UnixSocket newSocket) throws IOException {
        socket = newSocket;
        reader = new FrameReader(newSocket);
        writer = new FrameWriter(newSocket);
        poller.add(newSocket.fd(), this::ready);
    }

    boolean isConnected() {
        return socket != null;
    }

    /// The front-end keeps its guest to the rights of a mapping.
    void enforce() {
        enforcing = true;
    }

    @Override
    public boolean enforcesRights() {
        return enforcing;
    }

    /// Maps are legal from now on.
    ///
    /// @param beforeFirst asks for what must be mapped before the first region
    void open(Runnable beforeFirst) {
        open = true;
        first = beforeFirst;
    }

    /// Asks for everything to be unmapped that was mapped before [#forget]: the front-end did not
    /// forget it after all.
    void unmapForgotten() {
        mapped.putAll(forgotten);
        forgotten.values().forEach(piece -> waiting.add(new Wish(piece, null, NOBODY)));
        forgotten.clear();
        askNext();
    }

    /// The front-end forgets all maps by itself, and must not be asked for any more.
    void forget() {
        open = false;
        if (!mapped.isEmpty()) {
            forgotten.clear();
            forgotten.putAll(mapped);
            mapped.clear();
        }
        waiting.forEach(Wish::close);
        waiting.clear();
        Wish present = asked;
        if (present != null) {
            asked = new Wish(null, present.file, NOBODY);
        }
    }

    @Override
    public void map(Region region, Area area, PermissionSet rights, Answer answer) {
        Runnable before = first;
        first = null;
        if (open && before != null) {
            before.run();
        }
        MemoryFile file;
        try {
            boolean readOnly = !rights.has(PermissionSet.WRITE);
            file = readOnly ? region.file().duplicateReadOnly() : region.file().duplicate();
        } catch (IOException e) {
            answer.given(false);
            return;
        }
        long flags = rights.has(PermissionSet.WRITE) ? SharedPiece.WRITABLE : 0;
        flags |= rights.has(PermissionSet.READ) ? 0 : SharedPiece.NOT_READABLE;
        map(
                new SharedPiece(
                        SharedLayout.DEVICE_MEMORY_ID, 0, area.offset(), area.size(), flags),
                file,
                answer);
    }

    /// Asks for a piece of a file to be mapped.
    ///
    /// @param file owned by the channel from here on
    void map(SharedPiece piece, MemoryFile file, Answer answer) {
        Wish wish = new Wish(piece, file, answer);
        if (!open || socket == null) {
            wish.close();
            answer.given(false);
            return;
        }
        waiting.add(wish);
        askNext();
    }

    @Override
    public void unmap(Area area) {
        if (open && socket != null) {
            waiting.add(
                    new Wish(
                            new SharedPiece(
                                    SharedLayout.DEVICE_MEMORY_ID,
                                    0,
                                    area.offset(),
                                    area.size(),
                                    0),
                            null,
                            NOBODY));
            askNext();
        }
    }

    @Override
    public void settled(Runnable then) {
        if (asked == null && waiting.isEmpty()) {
            then.run();
            return;
        }
        waiting.add(new Wish(null, null, _ -> then.run()));
    }

    private void askNext() {
        while (asked == null && !waiting.isEmpty()) {
            Wish wish = waiting.remove();
            if (wish.piece == null) {
                wish.answer.given(true);
            } else if (wish.file == null && !mapped.containsKey(placeOf(wish.piece))) {
                // What the front-end refused to map is not there to be unmapped.
                wish.answer.given(true);
            } else {
                asked = wish;
                send(wish, wish.piece);
            }
        }
    }

    private void send(Wish wish, SharedPiece piece) {
        FrameWriter out = writer;
        try {
            if (out == null) {
                throw new IOException("there is no channel");
            }
            if (wish.file == null) {
                out.sendNow(VhostCodec.encodeBackEnd(new BackEndMessage.Unmap(piece)));
            } else {
                out.sendNow(
                        VhostCodec.encodeBackEnd(new BackEndMessage.Map(piece)), wish.file.fd());
            }
        } catch (IOException _) {
            // The front-end is gone: the main channel tells soon.
            fail(null);
        } catch (FrontEndFault e) {
            fail(e);
        } finally {
            wish.close();
        }
    }

    /// Tells the front-end that the configuration has changed; it does not answer.
    boolean tellConfigChange() {
        FrameWriter out = writer;
        if (out == null) {
            return false;
        }
        try {
            out.sendNow(VhostCodec.encodeBackEnd(new BackEndMessage.ConfigChange()));
            return true;
        } catch (IOException | FrontEndFault e) {
            return false;
        }
    }

    private void ready() {
        FrameReader in = reader;
        try {
            Frame frame = in == null ? null : in.next(false);
            if (frame != null) {
                try (frame) {
                    answered(frame);
                }
            }
        } catch (IOException _) {
            // Closed: in the middle of an orderly end, or the main channel tells soon.
            fail(null);
        } catch (FrontEndFault e) {
            fail(e);
        }
    }

    private void answered(Frame frame) throws FrontEndFault {
        frame.requireFiles(0);
        Wish wish = asked;
        VhostHeader header = frame.header();
        if (wish == null || !header.reply()) {
            throw new FrontEndFault(
                    "unasked message %d on the back-end channel".formatted(header.request()));
        }
        int expected = wish.file == null && wish.piece != null ? BackEndMessage.SHMEM_UNMAP : 0;
        boolean stale = wish.piece == null;
        expected = wish.file != null ? BackEndMessage.SHMEM_MAP : expected;
        if (!stale && header.request() != expected) {
            throw new FrontEndFault(
                    "answer to %d instead of %d".formatted(header.request(), expected));
        }
        long result =
                switch (VhostCodec.decodeAnswer(header.request(), frame.payload())) {
                    case Decoded.Valid<BackEndReply.Value>(var value) -> value.value();
                    case Decoded.Malformed<BackEndReply.Value> fault ->
                            throw new FrontEndFault("answer that is no number: " + fault);
                };
        asked = null;
        if (wish.piece != null) {
            note(wish, wish.piece, result == 0);
        }
        wish.answer.given(result == 0);
        askNext();
        owner.answered();
    }

    private void note(Wish wish, SharedPiece piece, boolean done) {
        if (wish.file == null) {
            mapped.remove(placeOf(piece));
        } else if (done) {
            mapped.put(placeOf(piece), piece);
        }
    }

    private static Place placeOf(SharedPiece piece) {
        return new Place(piece.id(), piece.offset());
    }

    /// Nothing can be asked any more: what waits is refused.
    private void fail(@Nullable FrontEndFault fault) {
        close();
        if (fault != null) {
            owner.failed(fault);
        }
    }

    void close() {
        UnixSocket present = socket;
        socket = null;
        writer = null;
        open = false;
        if (present == null) {
            return;
        }
        try {
            poller.remove(present.fd());
            present.close();
            FrameReader in = reader;
            if (in != null) {
                in.close();
            }
        } catch (IOException _) {
            // The descriptor is gone all the same.
        }
        reader = null;
        Wish lost = asked;
        asked = null;
        if (lost != null) {
            lost.answer.given(false);
        }
        while (!waiting.isEmpty()) {
            Wish wish = waiting.remove();
            wish.close();
            wish.answer.given(wish.piece == null);
        }
    }
}

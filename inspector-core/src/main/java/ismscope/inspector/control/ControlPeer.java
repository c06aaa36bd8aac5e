package ismscope.inspector.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import ismscope.device.os.MemoryFile;
import ismscope.device.os.PassedFile;
import ismscope.device.os.UnixSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One connection of the control protocol: lines in, lines out.
///
/// Thread: `ism-control`. Nothing here waits for the peer.
final class ControlPeer {
    private static final int READ_BYTES = 1 << 14;
    private static final int[] NO_DESCRIPTORS = {};

    private final UnixSocket socket;
    private final CommandTable commands;
    private final ControlLimits limits;
    private final MemorySegment incoming = Arena.ofAuto().allocate(READ_BYTES);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Queue<Outgoing> outgoing = new ArrayDeque<>();
    private long outgoingBytes;
    private boolean skipping;

    /// A line on its way, and the file that rides on its first byte.
    private static final class Outgoing {
        private final MemorySegment bytes;
        private final @Nullable MemoryFile passed;
        private long sent;

        Outgoing(String text, @Nullable MemoryFile passed) {
            byte[] encoded = (text + "\n").getBytes(UTF_8);
            bytes = Arena.ofAuto().allocate(encoded.length);
            bytes.copyFrom(MemorySegment.ofArray(encoded));
            this.passed = passed;
        }
    }

    ControlPeer(UnixSocket socket, CommandTable commands, ControlLimits limits) {
        this.socket = socket;
        this.commands = commands;
        this.limits = limits;
    }

    UnixSocket socket() {
        return socket;
    }

    /// Takes what the peer sent, up to a bound, and answers it.
    ///
    /// @return whether the connection goes on
    /// @throws IOException if it broke
    boolean receive() throws IOException {
        List<PassedFile> passed = new ArrayList<>();
        int count = socket.receive(incoming, passed, false);
        for (PassedFile file : passed) {
            file.close();
        }
        if (count == UnixSocket.END) {
            return false;
        }
        byte[] bytes = incoming.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
        for (byte next : bytes) {
            if (next == '\n') {
                endLine();
            } else if (line.size() < limits.lineBytes()) {
                line.write(next);
            } else {
                skipping = true;
            }
        }
        return flush();
    }

    private void endLine() {
        String text = line.toString(UTF_8).strip();
        line.reset();
        if (skipping) {
            skipping = false;
            send(
                    ControlJson.error(
                            new ControlFault(
                                    ControlFault.Kind.LIMIT_REACHED,
                                    "a line has at most %d bytes".formatted(limits.lineBytes())),
                            null),
                    null);
        } else if (!text.isEmpty()) {
            answer(text);
        }
    }

    private void answer(String text) {
        JsonNode id = null;
        try {
            JsonNode request = ControlJson.read(text);
            id = request.get(ControlJson.ID);
            ControlCommand.Reply reply = commands.run(request);
            send(ControlJson.reply(reply.value(), id), reply.passed());
        } catch (ControlFault e) {
            send(ControlJson.error(e, id), null);
        }
    }

    /// Puts a line behind what is on its way; see [#flush].
    ///
    /// @param passed closed when it is sent, or the connection ends
    void send(String text, @Nullable MemoryFile passed) {
        Outgoing next = new Outgoing(text, passed);
        outgoing.add(next);
        outgoingBytes += next.bytes.byteSize();
    }

    boolean isBehind() {
        return !outgoing.isEmpty();
    }

    /// Sends what there is room for.
    ///
    /// @return whether the connection goes on: false if the peer reads nothing
    /// @throws IOException if it broke
    boolean flush() throws IOException {
        while (!outgoing.isEmpty()) {
            Outgoing first = outgoing.element();
            int sent = socket.send(first.bytes.asSlice(first.sent), riding(first), false);
            if (sent == 0) {
                return outgoingBytes <= limits.outputBytes();
            }
            first.sent += sent;
            outgoingBytes -= sent;
            if (first.sent == first.bytes.byteSize()) {
                outgoing.remove();
                release(first);
            }
        }
        return true;
    }

    private static int[] riding(Outgoing line) {
        return line.passed == null || line.sent > 0 ? NO_DESCRIPTORS : new int[] {line.passed.fd()};
    }

    private static void release(Outgoing line) throws IOException {
        if (line.passed != null) {
            line.passed.close();
        }
    }

    /// Ends the connection and closes what was on its way.
    void close() {
        try {
            for (Outgoing left : outgoing) {
                release(left);
            }
            outgoing.clear();
            socket.close();
        } catch (IOException _) {
            // The peer is gone; there is nobody to tell.
        }
    }
}

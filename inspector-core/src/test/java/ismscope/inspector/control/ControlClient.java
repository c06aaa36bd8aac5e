package ismscope.inspector.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import ismscope.device.os.PassedFile;
import ismscope.device.os.UnixSocket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The other end of the control protocol, as simple as can be.
final class ControlClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnixSocket socket;
    private final MemorySegment buffer = Arena.ofAuto().allocate(1 << 16);
    private final StringBuilder received = new StringBuilder();
    private final List<PassedFile> passed = new ArrayList<>();

    ControlClient(Path folder) throws IOException {
        socket = UnixSocket.connect(folder.resolve(ControlOptions.CONTROL));
    }

    UnixSocket socket() {
        return socket;
    }

    /// Sends bytes as they are.
    void send(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        MemorySegment memory = Arena.ofAuto().allocate(bytes.length);
        memory.copyFrom(MemorySegment.ofArray(bytes));
        socket.sendAll(memory);
    }

    /// {@return the next line, null at the end of the stream}
    @Nullable String line() throws IOException {
        while (received.indexOf("\n") < 0) {
            int count = socket.receive(buffer, passed, true);
            if (count == UnixSocket.END) {
                return null;
            }
            received.append(
                    new String(buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE), UTF_8));
        }
        int end = received.indexOf("\n");
        String line = received.substring(0, end);
        received.delete(0, end + 1);
        return line;
    }

    /// {@return the next line that is no event}
    JsonNode next() throws IOException {
        while (true) {
            String line = line();
            if (line == null) {
                throw new IOException("the backend has ended the connection");
            }
            JsonNode node = JSON.readTree(line);
            if (!node.has("event")) {
                return node;
            }
        }
    }

    /// {@return the reply to a line}
    JsonNode ask(String line) throws IOException {
        send(line + "\n");
        return next();
    }

    /// {@return what a command returns}
    JsonNode execute(String command, String arguments) throws IOException {
        JsonNode reply =
                ask("{\"execute\": \"%s\", \"arguments\": %s}".formatted(command, arguments));
        if (reply.has("error")) {
            throw new IOException(reply.toString());
        }
        return reply.get("return");
    }

    /// {@return the descriptors that came}
    List<PassedFile> passed() {
        return passed;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package ismscope.inspector.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import ismscope.device.os.PassedFile;
import ismscope.device.os.UnixSocket;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The other end of the control protocol: asks a running backend. Events are passed over.
///
/// Thread: one at a time.
public final class ControlConnection implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final UnixSocket socket;
    private final BackendAddress address;
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER);
    private byte[] received = {};

    private ControlConnection(BackendAddress address, UnixSocket socket) {
        this.address = address;
        this.socket = socket;
    }

    /// Connects.
    ///
    /// @throws IOException with a sentence for people, if there is no backend that can be reached
    public static ControlConnection open(BackendAddress address) throws IOException {
        if (!Files.exists(address.controlSocket())) {
            throw new IOException("there is no backend at %s".formatted(address));
        }
        UnixSocket socket;
        try {
            socket = UnixSocket.connect(address.controlSocket());
        } catch (IOException e) {
            throw new IOException("nobody listens at %s for you".formatted(address), e);
        }
        ControlConnection connection = new ControlConnection(address, socket);
        try {
            connection.answer();
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// {@return what a command returns, as JSON}
    ///
    /// @param arguments of texts, numbers and truth values
    /// @throws IOException with a sentence for people: the backend refuses, or is gone
    public String ask(String command, Map<String, Object> arguments) throws IOException {
        return execute(command, arguments).toString();
    }

    JsonNode execute(String command, Map<String, Object> arguments) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put(ControlJson.EXECUTE, command);
        request.put(ControlJson.ARGUMENTS, arguments);
        byte[] bytes = (ControlJson.line(request, null) + "\n").getBytes(UTF_8);
        MemorySegment memory = Arena.ofAuto().allocate(bytes.length);
        memory.copyFrom(MemorySegment.ofArray(bytes));
        socket.sendAll(memory);
        JsonNode answer = answer();
        if (answer.has("error")) {
            throw new IOException(answer.path("error").path("desc").asString());
        }
        return answer.path("return");
    }

    private JsonNode answer() throws IOException {
        try {
            JsonNode next = ControlJson.read(line());
            while (next.has("event")) {
                next = ControlJson.read(line());
            }
            return next;
        } catch (ControlFault e) {
            throw new IOException("what answers at %s is no backend".formatted(address), e);
        }
    }

    private String line() throws IOException {
        int end = lineEnd();
        while (end < 0) {
            List<PassedFile> passed = new ArrayList<>();
            int count = socket.receive(buffer, passed, true);
            for (PassedFile file : passed) {
                file.close();
            }
            if (count == UnixSocket.END) {
                throw new IOException("the backend at %s is gone".formatted(address));
            }
            byte[] more = new byte[received.length + count];
            System.arraycopy(received, 0, more, 0, received.length);
            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, more, received.length, count);
            received = more;
            end = lineEnd();
        }
        String line = new String(received, 0, end, UTF_8);
        received = Arrays.copyOfRange(received, end + 1, received.length);
        return line;
    }

    private int lineEnd() {
        for (int i = 0; i < received.length; i++) {
            if (received[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package ismscope.device.os;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment room = arena.allocate(4096);
    private final List<PassedFile> passed = new ArrayList<>();
    private UnixSocket here;
    private UnixSocket there;

    @BeforeEach
    void connect() throws IOException {
        UnixSocket[] pair = UnixSocket.pair();
        here = pair[0];
        there = pair[1];
    }

    @AfterEach
    void close() throws IOException {
        here.close();
        there.close();
        for (PassedFile file : passed) {
            file.close();
        }
        arena.close();
    }

    @Test
    void sharesMemoryThatItPasses() throws IOException {
        try (MemoryFile file = MemoryFile.create("passed", 8192)) {
            here.sendAll(bytes("map this"), file.fd());
            assertThat(there.receive(room, passed, true)).isEqualTo(8);
            try (MemoryFile same = passed.getFirst().toMemory()) {
                assertThat(same.size()).isEqualTo(8192);
                assertThat(same.isSameAs(file)).isTrue();
                file.map(arena).set(JAVA_BYTE, 5000, (byte) 42);
                assertThat(same.map(arena).get(JAVA_BYTE, 5000)).isEqualTo((byte) 42);
            }
        }
    }

    @Test
    void wakesThroughACounterThatItPasses() throws IOException {
        try (EventCounter counter = EventCounter.create()) {
            here.sendAll(bytes("x"), counter.fd(), counter.fd());
            there.receive(room, passed, true);
            assertThat(passed).hasSize(2);
            try (EventCounter same = passed.getFirst().toCounter()) {
                same.signal();
                assertThat(counter.drain()).isEqualTo(1);
                assertThat(same.drain()).isZero();
            }
            assertThat(counter.drain()).isZero();
        }
    }

    @Test
    void takesNoBytesBehindAMessageWithDescriptors() throws IOException {
        try (EventCounter counter = EventCounter.create()) {
            here.sendAll(bytes("before"));
            here.sendAll(bytes("with"), counter.fd());
            here.sendAll(bytes("after"));
            int first = there.receive(room, passed, true);
            String read = text(first);
            while (passed.isEmpty()) {
                first = there.receive(room, passed, true);
                read += text(first);
            }
            assertThat(read).endsWith("with").isIn("with", "beforewith");
            assertThat(text(there.receive(room, passed, true))).isEqualTo("after");
        }
    }

    @Test
    void refusesMoreDescriptorsThanFit() throws IOException {
        try (EventCounter counter = EventCounter.create()) {
            int[] many = new int[UnixSocket.MOST_DESCRIPTORS + 1];
            Arrays.fill(many, counter.fd());
            assertThatThrownBy(() -> here.sendAll(bytes("x"), many))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void saysWhenThereIsNothingAndWhenItEnded() throws IOException {
        assertThat(there.receive(room, passed, false)).isZero();
        here.shutdown();
        assertThat(there.receive(room, passed, true)).isEqualTo(UnixSocket.END);
        assertThatThrownBy(() -> there.sendAll(bytes("x"))).isInstanceOf(IOException.class);
    }

    @Test
    void doesNotWaitForRoomUnlessAsked() throws IOException {
        MemorySegment much = arena.allocate(1 << 20);
        int sent = 1;
        long total = 0;
        while (sent > 0) {
            sent = here.send(much, new int[0], false);
            total += sent;
        }
        assertThat(total).isPositive().isLessThan(64L << 20);
    }

    @Test
    void knowsWhoIsThere() throws IOException {
        PeerIdentity peer = there.peer();
        assertThat(peer.pid()).isEqualTo((int) ProcessHandle.current().pid());
    }

    @Test
    void listensForItsUserOnly(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("s");
        try (UnixListener listener = UnixListener.open(path)) {
            assertThat(listener.accept()).isNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
            try (UnixSocket client = UnixSocket.connect(path);
                    UnixSocket server = Objects.requireNonNull(listener.accept())) {
                client.sendAll(bytes("hello"));
                assertThat(text(server.receive(room, passed, true))).isEqualTo("hello");
            }
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void takesNoPathFromSomebodyWhoListens(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("s");
        try (UnixListener _ = UnixListener.open(path)) {
            assertThatThrownBy(() -> UnixListener.open(path)).hasMessageContaining("already");
        }
        Files.writeString(path, "notes");
        assertThatThrownBy(() -> UnixListener.open(path)).hasMessageContaining("no socket");
        assertThat(path).hasContent("notes");
        assertThatThrownBy(() -> UnixListener.open(folder.resolve("x".repeat(200))))
                .hasMessageContaining("at most 107 bytes");
    }

    private MemorySegment bytes(String text) {
        return arena.allocateFrom(text, UTF_8).asSlice(0, text.length());
    }

    private String text(int length) {
        return new String(room.asSlice(0, length).toArray(JAVA_BYTE), UTF_8);
    }
}

package ismscope.device.os;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.os.MemoryFile.Access;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class MemoryFileTest {
    private static final long SIZE = 1 << 20;
    private static final long PAGE = 4096;

    @Test
    void newMemoryIsZeroAndSealed() throws IOException {
        try (MemoryFile file = MemoryFile.create("zero", SIZE);
                Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = file.map(arena);
            assertThat(bytes.byteSize()).isEqualTo(SIZE);
            assertThat(bytes.mismatch(Arena.ofAuto().allocate(SIZE))).isEqualTo(-1);
            assertThat(file.isSealed()).isTrue();
        }
    }

    @Test
    void anotherHolderCannotTruncateIt() throws IOException {
        try (MemoryFile file = MemoryFile.create("sealed", SIZE);
                FileChannel other =
                        FileChannel.open(
                                Path.of("/proc/self/fd/" + file.fd()), StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> other.truncate(PAGE)).isInstanceOf(IOException.class);
            assertThat(other.size()).isEqualTo(SIZE);
        }
    }

    @Test
    void mappingsShareBytesAndOutliveTheFile() throws IOException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment first;
            MemorySegment second;
            try (MemoryFile file = MemoryFile.create("shared", SIZE)) {
                first = file.map(arena);
                second = file.map(arena, PAGE, PAGE, Access.READ);
            }
            first.set(JAVA_LONG, PAGE + 8, 0x1122334455667788L);
            assertThat(second.get(JAVA_LONG, 8)).isEqualTo(0x1122334455667788L);
            assertThat(second.byteSize()).isEqualTo(PAGE);
            assertThatThrownBy(() -> second.set(JAVA_BYTE, 0, (byte) 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void accessAfterTheArenaIsClosedIsAnExceptionAndNoCrash() throws IOException {
        try (MemoryFile file = MemoryFile.create("closed", SIZE)) {
            MemorySegment bytes;
            try (Arena arena = Arena.ofShared()) {
                bytes = file.map(arena);
            }
            assertThatThrownBy(() -> bytes.get(JAVA_BYTE, 0))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusalsNameTheCallAndTheReason() throws IOException {
        try (MemoryFile file = MemoryFile.create("refused", SIZE);
                Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> file.map(arena, 1, PAGE, Access.READ))
                    .isInstanceOf(IOException.class)
                    .hasMessage("mmap: Invalid argument (errno=22)");
            assertThatThrownBy(() -> file.map(arena, PAGE, SIZE, Access.READ))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> MemoryFile.create("x".repeat(300), SIZE))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("memfd_create: Invalid argument");
    }

    @Test
    void closedFileRefusesToMap() throws IOException {
        MemoryFile file = MemoryFile.create("gone", SIZE);
        file.close();
        file.close();
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> file.map(arena)).hasMessageStartingWith("closed: fd=");
        }
    }
}

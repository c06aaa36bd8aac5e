package ismscope.device.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateMemoryTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 4096, PrivateMemory.HUGE_FROM + 1})
    void isZeroAndCanBeWritten(long size) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = PrivateMemory.map(size, arena);
            assertThat(memory.byteSize()).isEqualTo(size);
            assertThat(memory.get(ValueLayout.JAVA_BYTE, size - 1)).isZero();
            memory.set(ValueLayout.JAVA_BYTE, size - 1, (byte) 7);
            assertThat(memory.get(ValueLayout.JAVA_BYTE, size - 1)).isEqualTo((byte) 7);
        }
    }

    @Test
    void isGoneWithItsArena() throws IOException {
        Arena arena = Arena.ofConfined();
        MemorySegment memory = PrivateMemory.map(4096, arena);
        arena.close();
        assertThatThrownBy(() -> memory.get(ValueLayout.JAVA_BYTE, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysWhatTheSystemSays() {
        assertThatThrownBy(() -> PrivateMemory.map(1L << 60, Arena.ofAuto()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PrivateMemory.map(0, Arena.ofAuto()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

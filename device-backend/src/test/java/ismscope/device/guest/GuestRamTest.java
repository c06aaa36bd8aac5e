package ismscope.device.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuestRamTest {
    private static final int SIZE = 64 << 10;
    private final GuestRam ram;

    GuestRamTest() throws IOException {
        ram = new GuestRam("test", SIZE);
    }

    @AfterEach
    void close() {
        ram.close();
    }

    @Test
    void beginsZeroedAtItsBase() {
        assertThat(ram.memory().covers(GuestRam.BASE, SIZE)).isTrue();
        assertThat(ram.memory().covers(GuestRam.BASE - 1, 1)).isFalse();
        assertThat(ram.read(GuestRam.BASE, SIZE)).containsOnly(0);
    }

    @Test
    void givesEachByteOnceAndAligned() {
        long first = ram.allocate(3, 1);
        long second = ram.allocate(100, 16);
        long third = ram.allocate(1, 4096);
        assertThat(first).isEqualTo(GuestRam.BASE);
        assertThat(second).isEqualTo(GuestRam.BASE + 16);
        assertThat(third).isEqualTo(GuestRam.BASE + 4096);
    }

    @Test
    void saysWhenItIsFull() {
        ram.allocate(SIZE - 8, 1);
        assertThatThrownBy(() -> ram.allocate(9, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("guest RAM is full");
        assertThat(ram.allocate(8, 8)).isEqualTo(GuestRam.BASE + SIZE - 8);
    }

    @Test
    void isZeroAgainAfterRewind() {
        long address = ram.allocate(8, 8);
        ram.write(address, new byte[] {1, 2, 3});
        ram.rewind();
        assertThat(ram.allocate(8, 8)).isEqualTo(address);
        assertThat(ram.read(address, 8)).containsOnly(0);
    }

    @Test
    void refusesWhatLiesOutside() {
        assertThatThrownBy(() -> ram.read(GuestRam.BASE + SIZE - 1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ram.write(0, new byte[1]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}

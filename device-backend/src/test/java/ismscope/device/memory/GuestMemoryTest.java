package ismscope.device.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ismscope.device.memory.GuestMemoryException.Fault;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestMemoryTest {
    private static final long HIGH = 0xFFFF_FFFF_FFFF_FF00L;

    /// Three neighbours, a gap, one more, and one at the very end of the address space.
    private final GuestMemory memory =
            new GuestMemory(
                    List.of(
                            slot(0x3000, 0x1000),
                            slot(0x1000, 8),
                            slot(0x1008, 0x1FF8),
                            slot(0x8000, 0x1000),
                            slot(HIGH, 0x100)));

    private static MemorySlot slot(long address, long size) {
        return new MemorySlot(address, Arena.ofAuto().allocate(size, 8));
    }

    private static Fault faultOf(ThrowingCallable access) {
        return catchThrowableOfType(GuestMemoryException.class, access).fault();
    }

    @Test
    void slotsAreSorted() {
        assertThat(memory.slots())
                .extracting(MemorySlot::guestAddress)
                .containsExactly(0x1000L, 0x1008L, 0x3000L, 0x8000L, HIGH);
    }

    @Test
    void numbersAreLittleEndianAtAnyAddress() throws GuestMemoryException {
        byte[] bytes = {(byte) 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, (byte) 0xF1};
        for (long address = 0x1000; address < 0x1020; address++) {
            memory.write(address, bytes, 0, 8);
            assertThat(memory.u8(address)).isEqualTo(0x88);
            assertThat(memory.u16(address)).isEqualTo(0x7788);
            assertThat(memory.u32(address)).isEqualTo(0x55667788L);
            assertThat(memory.u32(address + 4)).isEqualTo(0xF1223344L);
            assertThat(memory.u64(address)).isEqualTo(0xF122334455667788L);
        }
    }

    @Test
    void storesAreLittleEndianAtAnyAddress() throws GuestMemoryException {
        byte[] seen = new byte[8];
        for (long address = 0x2FF0; address < 0x3010; address++) {
            memory.putU64(address, 0);
            memory.putU8(address, 0x1FE);
            memory.putU16(address + 1, 0xABCD);
            memory.putU32(address + 3, 0xDEADBEEFL);
            memory.read(address, seen, 0, 8);
            assertThat(seen)
                    .inHexadecimal()
                    .containsExactly(0xFE, 0xCD, 0xAB, 0xEF, 0xBE, 0xAD, 0xDE, 0);
            memory.putU64(address, 0x8070605040302010L);
            assertThat(memory.u64(address)).isEqualTo(0x8070605040302010L);
        }
    }

    @Test
    void orderedAccessSeesPlainStores() throws GuestMemoryException {
        memory.putU16Release(0x3000, 0xFFFE);
        assertThat(memory.u16(0x3000)).isEqualTo(0xFFFE);
        assertThat(memory.u16Acquire(0x3000)).isEqualTo(0xFFFE);
        memory.putU64Release(0x1000, -2);
        assertThat(memory.u64Acquire(0x1000)).isEqualTo(-2);
    }

    @Test
    void orderedAccessMustBeAligned() {
        assertThat(faultOf(() -> memory.u16Acquire(0x3001))).isEqualTo(Fault.MISALIGNED);
        assertThat(faultOf(() -> memory.putU16Release(0x3001, 1))).isEqualTo(Fault.MISALIGNED);
        assertThat(faultOf(() -> memory.u64Acquire(0x1004))).isEqualTo(Fault.MISALIGNED);
        assertThat(faultOf(() -> memory.u64Acquire(0x4000))).isEqualTo(Fault.UNMAPPED);
    }

    @Test
    void bulkCopiesRunOverNeighbouringSlots() throws GuestMemoryException {
        byte[] source = new byte[0x3000];
        new Random(7).nextBytes(source);
        memory.write(0x1000, source, 0, source.length);
        byte[] back = new byte[source.length + 2];
        memory.read(0x1000, back, 1, source.length);
        assertThat(MemorySegment.ofArray(back).asSlice(1, source.length))
                .matches(copy -> copy.mismatch(MemorySegment.ofArray(source)) == -1);
        assertThat(back[0]).isZero();
        assertThat(back[back.length - 1]).isZero();
    }

    @Test
    void faultyCopiesCopyNothing() throws GuestMemoryException {
        byte[] ones = new byte[0x2000];
        java.util.Arrays.fill(ones, (byte) 1);
        assertThat(faultOf(() -> memory.write(0x3800, ones, 0, ones.length)))
                .isEqualTo(Fault.UNMAPPED);
        assertThat(memory.u64(0x3800)).isZero();
        assertThat(faultOf(() -> memory.putU64(0x3FFC, -1))).isEqualTo(Fault.UNMAPPED);
        assertThat(memory.u32(0x3FFC)).isZero();
        assertThat(faultOf(() -> memory.read(0x7FFF, ones, 0, 2))).isEqualTo(Fault.UNMAPPED);
        assertThat(ones[0]).isEqualTo((byte) 1);
    }

    @Test
    void coversIsExactAtEveryEdge() {
        assertThat(memory.covers(0x1000, 0x3000)).isTrue();
        assertThat(memory.covers(0x1000, 0x3001)).isFalse();
        assertThat(memory.covers(0x0FFF, 1)).isFalse();
        assertThat(memory.covers(0x0FFF, 2)).isFalse();
        assertThat(memory.covers(0x3FFF, 1)).isTrue();
        assertThat(memory.covers(0x4000, 1)).isFalse();
        assertThat(memory.covers(0x7FFF, 0)).isTrue();
        assertThat(memory.covers(0x8000, -1L)).isFalse();
        assertThat(memory.covers(0x1000, Long.MIN_VALUE)).isFalse();
    }

    @Test
    void lastByteOfTheAddressSpaceCanBeUsed() throws GuestMemoryException {
        assertThat(memory.covers(-1L, 1)).isTrue();
        memory.putU8(-1L, 9);
        assertThat(memory.u8(-1L)).isEqualTo(9);
        assertThat(memory.covers(-1L, 2)).isFalse();
        assertThat(faultOf(() -> memory.u16(-1L))).isEqualTo(Fault.WRAPS);
        assertThat(faultOf(() -> memory.read(-8L, new byte[9], 0, 9))).isEqualTo(Fault.WRAPS);
        assertThat(faultOf(() -> memory.window(HIGH, 0x101))).isEqualTo(Fault.WRAPS);
    }

    @Test
    void faultsCarryTheRange() {
        GuestMemoryException fault =
                catchThrowableOfType(GuestMemoryException.class, () -> memory.u32(0x4000));
        assertThat(fault.address()).isEqualTo(0x4000);
        assertThat(fault.length()).isEqualTo(4);
        assertThat(fault).hasMessage("address=0x4000 length=4: outside guest memory");
    }

    @Test
    void memoryWithoutSlotsCoversNothing() {
        GuestMemory none = new GuestMemory(List.of());
        assertThat(none.covers(0, 1)).isFalse();
        assertThat(faultOf(() -> none.u8(0))).isEqualTo(Fault.UNMAPPED);
    }

    @Test
    void windowsRunOverNeighbouringSlots() throws GuestMemoryException {
        MemoryWindow window = memory.window(0x1000, 0x3000);
        assertThat(window.length()).isEqualTo(0x3000);
        for (long offset : new long[] {0, 8, 0x1FF8, 0x2000, 0x2FF8}) {
            window.putU64(offset, 0x1111_2222_3333_4444L + offset);
            assertThat(memory.u64(0x1000 + offset)).isEqualTo(0x1111_2222_3333_4444L + offset);
            assertThat(window.u64(offset)).isEqualTo(0x1111_2222_3333_4444L + offset);
            window.putU16Release(offset, 0xFFEE);
            assertThat(window.u16Acquire(offset)).isEqualTo(0xFFEE);
            window.putU16(offset, 0xFFED);
            assertThat(window.u16(offset)).isEqualTo(0xFFED);
            window.putU32Release(offset + 4, -3);
            assertThat(window.u32Acquire(offset + 4)).isEqualTo(-3);
            window.putU32(offset + 4, 5);
            assertThat(memory.u32(0x1004 + offset)).isEqualTo(5);
        }
        assertThatThrownBy(() -> window.u64(0x3000)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.u64(-8)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesSlotsThatOverlapOrAreMisaligned() {
        assertThatThrownBy(() -> new GuestMemory(List.of(slot(0, 16), slot(8, 16))))
                .hasMessageContaining("overlap");
        assertThatThrownBy(() -> slot(4, 8)).hasMessageContaining("multiple of 8");
        assertThatThrownBy(() -> slot(8, 12)).hasMessageContaining("multiple of 8");
        assertThatThrownBy(() -> slot(-8, 16)).hasMessageContaining("address space");
        assertThatThrownBy(() -> new MemorySlot(0, MemorySegment.ofArray(new byte[8])))
                .hasMessageContaining("outside the heap");
    }

    @Test
    void refusesTooManySlots() {
        List<MemorySlot> slots = new ArrayList<>();
        for (int i = 0; i <= GuestMemory.MAX_SLOTS; i++) {
            slots.add(slot(i * 16L, 8));
        }
        assertThatThrownBy(() -> new GuestMemory(slots)).hasMessageContaining("slots=513 most=512");
        assertThat(new GuestMemory(slots.subList(0, 512)).covers(511 * 16L, 8)).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithAPlainArray(long seed) throws GuestMemoryException {
        RandomGenerator random = new Random(seed);
        byte[] model = new byte[4096];
        List<MemorySlot> slots = new ArrayList<>();
        for (int at = 0; at < model.length; ) {
            int size = Math.min(model.length - at, 8 * (1 + random.nextInt(40)));
            slots.add(slot(0x10000 + at, size));
            at += size;
        }
        GuestMemory cut = new GuestMemory(slots);
        for (int i = 0; i < 50_000; i++) {
            int at = random.nextInt(model.length);
            int length = random.nextInt(model.length - at + 1);
            if (random.nextBoolean()) {
                length = Math.min(length, random.nextInt(100));
            }
            byte[] bytes = new byte[length];
            if (random.nextBoolean()) {
                random.nextBytes(bytes);
                System.arraycopy(bytes, 0, model, at, length);
                cut.write(0x10000 + at, bytes, 0, length);
            } else {
                cut.read(0x10000 + at, bytes, 0, length);
                assertThat(java.util.Arrays.equals(bytes, 0, length, model, at, at + length))
                        .isTrue();
            }
        }
    }
}

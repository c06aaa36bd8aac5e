package ismscope.device.virtqueue;

import static ismscope.device.virtqueue.RawRing.*;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.memory.GuestMemory;
import ismscope.device.tap.ViolationRule;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rings of seeded random content, half of it close to right: whatever is in memory, the queue ends
/// in a rule or hands out a chain whose every byte can be used.
class HostileMemoryTest {
    private static final int ROUNDS = 60_000;

    @ParameterizedTest
    @EnumSource(QueueLayout.class)
    void anyContentEndsInAChainOrARule(QueueLayout layout) throws Exception {
        RandomGenerator random = new Random(1064);
        GuestMemory memory = GuestMemory.of(BASE, Arena.ofAuto().allocate(END - BASE, 16));
        Map<ViolationRule, Integer> ended = new EnumMap<>(ViolationRule.class);
        int chains = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean indirect = random.nextInt(4) != 0;
            Virtqueue queue =
                    new VirtqueueConfig(
                                    0,
                                    SIZE,
                                    layout,
                                    BASE,
                                    DRIVER,
                                    DEVICE,
                                    random.nextBoolean(),
                                    indirect,
                                    false)
                            .activate(memory);
            scribble(memory, layout, random);
            try {
                chains += use(queue, memory, layout, random);
            } catch (VirtqueueException e) {
                ended.merge(e.rule(), 1, Integer::sum);
            }
        }
        assertThat(chains).isGreaterThan(ROUNDS / 10);
        assertThat(ended.keySet())
                .contains(
                        ViolationRule.CHAIN_LOOP,
                        ViolationRule.DESCRIPTOR_ADDRESS,
                        ViolationRule.DESCRIPTOR_IN_FLIGHT,
                        ViolationRule.INDIRECT_LENGTH,
                        ViolationRule.INDIRECT_NOT_NEGOTIATED,
                        ViolationRule.WRITABLE_BEFORE_READABLE,
                        ViolationRule.CHAIN_EMPTY);
    }

    /// Takes, uses and gives back all there is, with memory changing in between.
    private static int use(
            Virtqueue queue, GuestMemory memory, QueueLayout layout, RandomGenerator random)
            throws Exception {
        List<DescriptorChain> held = new ArrayList<>();
        byte[] bytes = new byte[(int) (END - BASE)];
        for (int i = 0; i < 3 * SIZE; i++) {
            DescriptorChain chain = queue.take();
            if (chain == null) {
                break;
            }
            held.add(chain);
            if (random.nextInt(16) == 0) {
                scribble(memory, layout, random);
            }
            touch(chain.readableLength(), (at, length) -> chain.read(at, bytes, 0, length), bytes);
            queue.wantNotifications(random.nextBoolean());
            assertThat(queue.glimpse()).isBetween(0, SIZE);
            assertThat(queue.waiting()).isBetween(0, SIZE);
        }
        for (DescriptorChain chain : held) {
            touch(chain.writableLength(), (at, length) -> chain.write(at, bytes, 0, length), bytes);
            queue.give(chain, (int) Math.min(chain.writableLength(), 100));
            queue.interruptWanted();
        }
        return held.size();
    }

    private interface Access {
        void at(long offset, int length);
    }

    private static void touch(long length, Access access, byte[] room) {
        for (long at = 0; at < length; at += room.length) {
            access.at(at, (int) Math.min(room.length, length - at));
        }
    }

    private static void scribble(GuestMemory memory, QueueLayout layout, RandomGenerator random)
            throws Exception {
        for (int i = 0; i < SIZE; i++) {
            descriptor(memory, BASE + 16L * i, layout, random);
            descriptor(memory, TABLE + 16L * i, layout, random);
        }
        memory.putU16(DRIVER, random.nextInt(4));
        if (layout == QueueLayout.SPLIT) {
            memory.putU16(DRIVER + 2, random.nextInt(random.nextInt(8) == 0 ? 65536 : SIZE + 1));
            for (int i = 0; i < SIZE; i++) {
                memory.putU16(
                        DRIVER + 4 + 2L * i, random.nextInt(random.nextInt(32) == 0 ? 20 : SIZE));
            }
        } else {
            memory.putU32(DRIVER, random.nextInt());
        }
    }

    private static void descriptor(
            GuestMemory memory, long at, QueueLayout layout, RandomGenerator random)
            throws Exception {
        boolean wild = random.nextInt(24) == 0;
        boolean table = random.nextInt(8) == 0;
        memory.putU64(at, wild ? random.nextLong() : table ? TABLE : DATA + random.nextInt(256));
        memory.putU32(
                at + 8,
                random.nextInt(48) == 0
                        ? random.nextInt() & 0xFFFF_FFFFL
                        : table ? 16L * random.nextInt(SIZE) : random.nextInt(64));
        int flags =
                (random.nextInt(3) == 0 ? NEXT : 0)
                        | (random.nextBoolean() ? WRITE : 0)
                        | (table || random.nextInt(48) == 0 ? INDIRECT : 0);
        if (layout == QueueLayout.SPLIT) {
            memory.putU16(at + 12, flags);
            memory.putU16(at + 14, random.nextInt(random.nextInt(48) == 0 ? 65536 : SIZE));
        } else {
            boolean wrong = random.nextInt(12) == 0;
            memory.putU16(at + 12, random.nextInt(wrong ? 65536 : 64));
            memory.putU16(at + 14, flags | (wrong ? random.nextInt(65536) : DescriptorFlag.AVAIL));
        }
    }
}

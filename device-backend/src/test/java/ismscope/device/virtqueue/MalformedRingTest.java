package ismscope.device.virtqueue;

import static ismscope.device.tap.ViolationRule.*;
import static ismscope.device.virtqueue.RawRing.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ismscope.device.memory.GuestMemoryException;
import ismscope.device.os.MemoryFile;
import ismscope.device.tap.ViolationRule;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything a driver can get wrong about a ring, each with the rule that says so.
class MalformedRingTest {
    private static final long NOWHERE = 0;
    private static final Arena ARENA = Arena.ofShared();
    private static MemorySegment huge = MemorySegment.NULL;

    /// Breaks a ring.
    @FunctionalInterface
    interface Fault {
        /// {@return guest address of the offending descriptor, [#NOWHERE] if it is none}
        long write(RawRing ring) throws GuestMemoryException;
    }

    /// One row of the table.
    ///
    /// @param features whether indirect descriptors, event index and in-order are negotiated
    record Row(QueueLayout layout, boolean features, ViolationRule rule, String name, Fault fault) {
        @Override
        public String toString() {
            return "%s%s: %s -> %s".formatted(layout, features ? "+" : "", name, rule);
        }
    }

    private static Row split(ViolationRule rule, String name, Fault fault) {
        return new Row(QueueLayout.SPLIT, false, rule, name, fault);
    }

    /// In order is negotiated too, so descriptors are used from 0 up.
    private static Row splitPlus(ViolationRule rule, String name, Fault fault) {
        return new Row(QueueLayout.SPLIT, true, rule, name, fault);
    }

    private static Row packed(ViolationRule rule, String name, Fault fault) {
        return new Row(QueueLayout.PACKED, false, rule, name, fault);
    }

    private static Row packedPlus(ViolationRule rule, String name, Fault fault) {
        return new Row(QueueLayout.PACKED, true, rule, name, fault);
    }

    @BeforeAll
    static void mapHuge() throws IOException {
        try (MemoryFile file = MemoryFile.create("huge", HUGE_BYTES)) {
            huge = file.map(ARENA);
        }
    }

    @AfterAll
    static void unmapHuge() {
        ARENA.close();
    }

    static Stream<Row> takes() {
        return Stream.of(splitRings(), splitChains(), splitTables(), packedRings(), packedTables())
                .flatMap(List::stream);
    }

    private static List<Row> splitRings() {
        return List.of(
                split(
                        DESCRIPTOR_INDEX,
                        "head is the queue size",
                        r -> {
                            r.announce(SIZE);
                            return NOWHERE;
                        }),
                split(
                        DESCRIPTOR_INDEX,
                        "head is 65535",
                        r -> {
                            r.announce(0xFFFF);
                            return NOWHERE;
                        }),
                split(
                        AVAILABLE_INDEX_JUMP,
                        "index ahead by one more than the queue size",
                        r -> {
                            r.idx(SIZE + 1);
                            return NOWHERE;
                        }),
                split(
                        AVAILABLE_INDEX_JUMP,
                        "index ahead by half its range",
                        r -> {
                            r.idx(0x8000);
                            return NOWHERE;
                        }),
                split(
                        AVAILABLE_INDEX_JUMP,
                        "index goes back",
                        r -> {
                            r.idx(0xFFFF);
                            return NOWHERE;
                        }),
                split(
                        DESCRIPTOR_IN_FLIGHT,
                        "same head twice at once",
                        r -> {
                            r.split(BASE, 3, DATA, 1, 0, 0);
                            r.announce(3, 3);
                            return NOWHERE;
                        }),
                splitPlus(
                        DESCRIPTOR_ORDER,
                        "first head is not 0",
                        r -> {
                            r.split(BASE, 1, DATA, 1, 0, 0);
                            r.announce(1);
                            return NOWHERE;
                        }),
                splitPlus(
                        DESCRIPTOR_ORDER,
                        "a chain skips a descriptor",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, DATA, 1, NEXT, 2);
                        }),
                splitPlus(
                        DESCRIPTOR_ORDER,
                        "second head leaves a gap",
                        r -> {
                            r.split(BASE, 0, DATA, 1, 0, 0);
                            r.split(BASE, 2, DATA, 1, 0, 0);
                            r.announce(0, 2);
                            return NOWHERE;
                        }));
    }

    private static List<Row> splitChains() {
        return List.of(
                split(
                        DESCRIPTOR_INDEX,
                        "next is the queue size",
                        r -> {
                            r.announce(2);
                            return r.split(BASE, 2, DATA, 1, NEXT, SIZE);
                        }),
                split(
                        DESCRIPTOR_INDEX,
                        "next of the second is 65535",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, DATA, 1, NEXT, 1);
                            return r.split(BASE, 1, DATA, 1, NEXT, 0xFFFF);
                        }),
                split(
                        CHAIN_LOOP,
                        "descriptor follows itself",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, DATA, 1, NEXT, 0);
                        }),
                split(
                        CHAIN_LOOP,
                        "two descriptors follow each other",
                        r -> {
                            r.announce(5);
                            r.split(BASE, 6, DATA, 1, NEXT, 5);
                            return r.split(BASE, 5, DATA, 1, NEXT, 6);
                        }),
                split(
                        CHAIN_LOOP,
                        "loop of zero-length descriptors",
                        r -> {
                            r.announce(7);
                            return r.split(BASE, 7, 0, 0, NEXT, 7);
                        }),
                split(
                        CHAIN_LOOP,
                        "loop over the whole table",
                        r -> {
                            for (int i = 0; i < SIZE; i++) {
                                r.split(BASE, i, DATA, 1, NEXT, (i + 1) % SIZE);
                            }
                            r.announce(0);
                            return BASE;
                        }),
                split(
                        DESCRIPTOR_ADDRESS,
                        "address 0",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, 0, 1, 0, 0);
                        }),
                split(
                        DESCRIPTOR_ADDRESS,
                        "one byte below memory",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, BASE - 1, 2, 0, 0);
                        }),
                split(
                        DESCRIPTOR_ADDRESS,
                        "last byte behind memory",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, END - 4, 5, WRITE, 0);
                        }),
                split(
                        DESCRIPTOR_ADDRESS,
                        "runs over a gap between slots",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, END - 1, HUGE - END + 2, 0, 0);
                        }),
                split(
                        DESCRIPTOR_ADDRESS,
                        "address plus length wraps at 2^64",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, -1L, 2, 0, 0);
                        }),
                split(
                        DESCRIPTOR_ADDRESS,
                        "address is 2^63",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, Long.MIN_VALUE, 16, 0, 0);
                        }),
                split(
                        DESCRIPTOR_ADDRESS,
                        "length 2^32 - 1",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, DATA, 0xFFFF_FFFFL, WRITE, 0);
                        }),
                split(
                        DESCRIPTOR_ADDRESS,
                        "third descriptor outside",
                        r -> {
                            r.announce(4);
                            r.split(BASE, 4, DATA, 1, NEXT, 1);
                            r.split(BASE, 1, DATA, 1, NEXT, 6);
                            return r.split(BASE, 6, END, 1, WRITE, 0);
                        }),
                split(
                        WRITABLE_BEFORE_READABLE,
                        "reply before request",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, DATA, 1, NEXT | WRITE, 1);
                            return r.split(BASE, 1, DATA, 1, 0, 0);
                        }),
                split(
                        WRITABLE_BEFORE_READABLE,
                        "readable between two writable ones",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, DATA, 1, NEXT, 1);
                            r.split(BASE, 1, DATA, 1, NEXT | WRITE, 2);
                            r.split(BASE, 3, DATA, 1, WRITE, 0);
                            return r.split(BASE, 2, DATA, 1, NEXT, 3);
                        }),
                split(
                        CHAIN_TOO_LONG,
                        "four times 1 GiB",
                        r -> {
                            r.announce(0);
                            for (int i = 0; i < 3; i++) {
                                r.split(BASE, i, HUGE, HUGE_BYTES, NEXT, i + 1);
                            }
                            return r.split(BASE, 3, HUGE, HUGE_BYTES, 0, 0);
                        }),
                split(
                        CHAIN_EMPTY,
                        "one descriptor of no bytes",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, DATA, 0, WRITE, 0);
                        }),
                split(
                        CHAIN_EMPTY,
                        "two descriptors of no bytes",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, DATA, 0, NEXT, 1);
                            return r.split(BASE, 1, DATA, 0, WRITE, 0);
                        }));
    }

    private static List<Row> splitTables() {
        return List.of(
                split(
                        INDIRECT_NOT_NEGOTIATED,
                        "indirect without the feature",
                        r -> {
                            r.announce(0);
                            r.split(TABLE, 0, DATA, 1, 0, 0);
                            return r.split(BASE, 0, TABLE, 16, INDIRECT, 0);
                        }),
                splitPlus(
                        INDIRECT_NESTED,
                        "table in a table",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, TABLE, 16, INDIRECT, 0);
                            return r.split(TABLE, 0, TABLE, 16, INDIRECT, 0);
                        }),
                splitPlus(
                        INDIRECT_WITH_NEXT,
                        "indirect and next",
                        r -> {
                            r.announce(0);
                            r.split(TABLE, 0, DATA, 1, 0, 0);
                            return r.split(BASE, 0, TABLE, 16, INDIRECT | NEXT, 1);
                        }),
                splitPlus(
                        INDIRECT_LENGTH,
                        "table of no bytes",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, TABLE, 0, INDIRECT, 0);
                        }),
                splitPlus(
                        INDIRECT_LENGTH,
                        "table of one and a half entries",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, TABLE, 24, INDIRECT, 0);
                        }),
                splitPlus(
                        INDIRECT_LENGTH,
                        "table one byte short",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, TABLE, 15, INDIRECT, 0);
                        }),
                splitPlus(
                        INDIRECT_ADDRESS,
                        "table outside memory",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, END, 16, INDIRECT, 0);
                        }),
                splitPlus(
                        INDIRECT_ADDRESS,
                        "table ends outside memory",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, END - 16, 32, INDIRECT, 0);
                        }),
                splitPlus(
                        INDIRECT_ADDRESS,
                        "table wraps at 2^64",
                        r -> {
                            r.announce(0);
                            return r.split(BASE, 0, -16L, 32, INDIRECT, 0);
                        }),
                splitPlus(
                        DESCRIPTOR_INDEX,
                        "next beyond the table",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, TABLE, 32, INDIRECT, 0);
                            r.split(TABLE, 0, DATA, 1, NEXT, 1);
                            return r.split(TABLE, 1, DATA, 1, NEXT, 2);
                        }),
                splitPlus(
                        DESCRIPTOR_ORDER,
                        "table goes back to its start",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, TABLE, 32, INDIRECT, 0);
                            r.split(TABLE, 0, DATA, 1, NEXT, 1);
                            return r.split(TABLE, 1, DATA, 1, NEXT, 0);
                        }),
                splitPlus(
                        CHAIN_LOOP,
                        "table with one entry more than the queue",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, TABLE, 16 * (SIZE + 1), INDIRECT, 0);
                            for (int i = 0; i < SIZE; i++) {
                                r.split(TABLE, i, DATA, 1, NEXT, i + 1);
                            }
                            return r.split(TABLE, SIZE, DATA, 1, 0, 0);
                        }),
                splitPlus(
                        CHAIN_LOOP,
                        "chain and table together longer than the queue",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, DATA, 1, NEXT, 1);
                            r.split(BASE, 1, TABLE, 16 * SIZE, INDIRECT, 0);
                            for (int i = 0; i < SIZE - 1; i++) {
                                r.split(TABLE, i, DATA, 1, NEXT, i + 1);
                            }
                            return r.split(TABLE, SIZE - 1, DATA, 1, 0, 0);
                        }),
                splitPlus(
                        DESCRIPTOR_ADDRESS,
                        "entry outside memory",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, TABLE, 16, INDIRECT, 0);
                            return r.split(TABLE, 0, END - 1, 2, WRITE, 0);
                        }),
                splitPlus(
                        WRITABLE_BEFORE_READABLE,
                        "in a table",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, TABLE, 32, INDIRECT, 0);
                            r.split(TABLE, 0, DATA, 1, NEXT | WRITE, 1);
                            return r.split(TABLE, 1, DATA, 1, 0, 0);
                        }),
                splitPlus(
                        WRITABLE_BEFORE_READABLE,
                        "writable in the ring, readable in the table",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, DATA, 1, NEXT | WRITE, 1);
                            r.split(BASE, 1, TABLE, 16, INDIRECT, 0);
                            return r.split(TABLE, 0, DATA, 1, 0, 0);
                        }),
                splitPlus(
                        CHAIN_EMPTY,
                        "table of an empty descriptor",
                        r -> {
                            r.announce(0);
                            r.split(BASE, 0, TABLE, 16, INDIRECT, 0);
                            return r.split(TABLE, 0, DATA, 0, 0, 0);
                        }));
    }

    private static List<Row> packedRings() {
        return List.of(
                packed(
                        DESCRIPTOR_FLAGS,
                        "head marked used",
                        r -> {
                            r.available(0, DATA, 1, 0, DescriptorFlag.USED);
                            return NOWHERE;
                        }),
                packed(
                        DESCRIPTOR_FLAGS,
                        "second descriptor not available",
                        r -> {
                            r.available(0, DATA, 1, 0, NEXT);
                            return r.packed(BASE, 1, DATA, 1, 0, 0);
                        }),
                packed(
                        DESCRIPTOR_FLAGS,
                        "second descriptor of the other round",
                        r -> {
                            r.available(0, DATA, 1, 0, NEXT);
                            return r.packed(BASE, 1, DATA, 1, 0, DescriptorFlag.USED);
                        }),
                packed(
                        CHAIN_LOOP,
                        "every descriptor has next",
                        r -> {
                            for (int i = 0; i < SIZE; i++) {
                                r.available(i, DATA, 1, 0, NEXT);
                            }
                            return BASE + 16 * (SIZE - 1);
                        }),
                packed(
                        RING_OVERRUN,
                        "list runs into descriptors in flight",
                        r -> {
                            for (int i = 0; i < SIZE; i++) {
                                r.available(i, DATA, 1, i, i == 0 ? 0 : NEXT);
                            }
                            // Descriptor 0 is a buffer of its own; the list of the rest has no end.
                            return BASE;
                        }),
                packed(
                        DESCRIPTOR_IN_FLIGHT,
                        "buffer id twice at once",
                        r -> {
                            r.available(0, DATA, 1, 3, 0);
                            return r.available(1, DATA, 1, 3, 0);
                        }),
                packed(DESCRIPTOR_ADDRESS, "outside memory", r -> r.available(0, END, 1, 0, 0)),
                packed(DESCRIPTOR_ADDRESS, "wraps at 2^64", r -> r.available(0, -1L, 2, 0, WRITE)),
                packed(
                        DESCRIPTOR_ADDRESS,
                        "second one ends outside memory",
                        r -> {
                            r.available(0, DATA, 1, 0, NEXT);
                            return r.available(1, END - 1, 2, 0, 0);
                        }),
                packed(
                        WRITABLE_BEFORE_READABLE,
                        "reply before request",
                        r -> {
                            r.available(0, DATA, 1, 0, NEXT | WRITE);
                            return r.available(1, DATA, 1, 0, 0);
                        }),
                packed(
                        CHAIN_TOO_LONG,
                        "four times 1 GiB",
                        r -> {
                            for (int i = 0; i < 3; i++) {
                                r.available(i, HUGE, HUGE_BYTES, 0, NEXT);
                            }
                            return r.available(3, HUGE, HUGE_BYTES, 0, WRITE);
                        }),
                packed(CHAIN_EMPTY, "no bytes", r -> r.available(0, DATA, 0, 0, WRITE)));
    }

    private static List<Row> packedTables() {
        return List.of(
                packed(
                        INDIRECT_NOT_NEGOTIATED,
                        "indirect without the feature",
                        r -> r.available(0, TABLE, 16, 0, INDIRECT)),
                packedPlus(
                        INDIRECT_WITH_NEXT,
                        "indirect and next",
                        r -> r.available(0, TABLE, 16, 0, INDIRECT | NEXT)),
                packedPlus(
                        INDIRECT_IN_LIST,
                        "indirect at the end of a list",
                        r -> {
                            r.available(0, DATA, 1, 0, NEXT);
                            return r.available(1, TABLE, 16, 0, INDIRECT);
                        }),
                packedPlus(
                        INDIRECT_LENGTH,
                        "table of no bytes",
                        r -> r.available(0, TABLE, 0, 0, INDIRECT)),
                packedPlus(
                        INDIRECT_LENGTH,
                        "table of one byte more",
                        r -> r.available(0, TABLE, 17, 0, INDIRECT)),
                packedPlus(
                        INDIRECT_ADDRESS,
                        "table ends outside memory",
                        r -> r.available(0, END - 16, 32, 0, INDIRECT)),
                packedPlus(
                        CHAIN_LOOP,
                        "table with one entry more than the queue",
                        r -> {
                            r.available(0, TABLE, 16 * (SIZE + 1), 0, INDIRECT);
                            for (int i = 0; i <= SIZE; i++) {
                                r.packed(TABLE, i, DATA, 1, 0, 0);
                            }
                            return TABLE + 16 * SIZE;
                        }),
                packedPlus(
                        DESCRIPTOR_ADDRESS,
                        "entry outside memory",
                        r -> {
                            r.available(0, TABLE, 16, 0, INDIRECT);
                            return r.packed(TABLE, 0, END, 1, 0, 0);
                        }),
                packedPlus(
                        WRITABLE_BEFORE_READABLE,
                        "in a table",
                        r -> {
                            r.available(0, TABLE, 32, 0, INDIRECT);
                            r.packed(TABLE, 0, DATA, 1, 0, WRITE);
                            return r.packed(TABLE, 1, DATA, 1, 0, 0);
                        }),
                packedPlus(
                        CHAIN_EMPTY,
                        "table of an empty entry",
                        r -> {
                            r.packed(TABLE, 0, DATA, 0, 0, 0);
                            return r.available(0, TABLE, 16, 0, INDIRECT);
                        }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("takes")
    void takingEndsInTheRule(Row row) throws Exception {
        RawRing ring = new RawRing(config(row.layout, row.features), huge);
        Virtqueue queue = ring.activate();
        final long offender = row.fault.write(ring);
        byte[] raw = offender == NOWHERE ? new byte[0] : ring.bytes(offender);

        VirtqueueException first =
                catchThrowableOfType(VirtqueueException.class, () -> takeAll(queue));

        assertThat(first.rule()).isEqualTo(row.rule);
        assertThat(first.raw()).isEqualTo(raw);
        assertThat(first).hasMessageStartingWith(row.rule.summary() + ": ");
        assertBroken(queue, first);
    }

    private static void takeAll(Virtqueue queue) throws VirtqueueException {
        for (int i = 0; i <= SIZE; i++) {
            if (queue.take() == null) {
                return;
            }
        }
    }

    private static void assertBroken(Virtqueue queue, VirtqueueException first) {
        assertThat(catchThrowableOfType(VirtqueueException.class, queue::take)).isSameAs(first);
        assertThat(catchThrowableOfType(VirtqueueException.class, queue::waiting)).isSameAs(first);
        assertThat(catchThrowableOfType(VirtqueueException.class, queue::interruptWanted))
                .isSameAs(first);
        assertThat(
                        catchThrowableOfType(
                                VirtqueueException.class, () -> queue.wantNotifications(true)))
                .isSameAs(first);
    }

    static Stream<Row> wishes() {
        return Stream.of(
                packedPlus(
                        EVENT_SUPPRESSION,
                        "reserved mode 3",
                        r -> {
                            r.suppress(0, true, 3);
                            return NOWHERE;
                        }),
                packedPlus(
                        EVENT_SUPPRESSION,
                        "offset is the queue size",
                        r -> {
                            r.suppress(SIZE, true, PackedLayout.EVENT_DESCRIPTOR);
                            return NOWHERE;
                        }),
                packed(
                        EVENT_SUPPRESSION,
                        "descriptor event without event index",
                        r -> {
                            r.suppress(0, true, PackedLayout.EVENT_DESCRIPTOR);
                            return NOWHERE;
                        }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wishes")
    void lookingAtTheDriversWishEndsInTheRule(Row row) throws Exception {
        RawRing ring = new RawRing(config(row.layout, row.features), huge);
        Virtqueue queue = ring.activate();
        ring.available(0, DATA, 1, 0, 0);
        queue.give(Objects.requireNonNull(queue.take()), 0);
        row.fault.write(ring);

        VirtqueueException first =
                catchThrowableOfType(VirtqueueException.class, queue::interruptWanted);

        assertThat(first.rule()).isEqualTo(row.rule);
        assertBroken(queue, first);
    }

    /// What the used ring's index was before the device's first chain is nobody's fault.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theUsedRingIsTheDevicesAlone(boolean eventIndex) throws Exception {
        RawRing ring = new RawRing(config(QueueLayout.SPLIT, eventIndex), huge);
        ring.memory().putU16(DEVICE + SplitLayout.IDX, 77);
        Virtqueue queue = ring.activate();
        ring.split(BASE, 0, DATA, 1, 0, 0);
        ring.split(BASE, 1, DATA, 1, 0, 0);
        ring.announce(0, 1);
        DescriptorChain one = Objects.requireNonNull(queue.take());
        DescriptorChain other = Objects.requireNonNull(queue.take());
        queue.give(one, 0);
        ring.memory().putU16(DEVICE + SplitLayout.IDX, 3);

        VirtqueueException first =
                catchThrowableOfType(VirtqueueException.class, () -> queue.give(other, 0));

        assertThat(first.rule()).isEqualTo(USED_RING_WRITTEN);
        assertThat(first.getMessage()).contains("idx=3 written=1");
        assertBroken(queue, first);
    }

    /// A set-up that cannot run.
    record SetUp(ViolationRule rule, String name, VirtqueueConfig config) {
        @Override
        public String toString() {
            return "%s: %s -> %s".formatted(config.layout(), name, rule);
        }
    }

    private static SetUp setUp(
            QueueLayout layout, ViolationRule rule, String name, int size, long... areas) {
        return new SetUp(
                rule,
                name,
                new VirtqueueConfig(
                        0, size, layout, areas[0], areas[1], areas[2], false, false, false));
    }

    static Stream<SetUp> setUps() {
        QueueLayout s = QueueLayout.SPLIT;
        QueueLayout p = QueueLayout.PACKED;
        return Stream.of(
                setUp(s, QUEUE_SIZE, "size 0", 0, BASE, DRIVER, DEVICE),
                setUp(s, QUEUE_SIZE, "size 3", 3, BASE, DRIVER, DEVICE),
                setUp(s, QUEUE_SIZE, "size 65536", 65536, BASE, DRIVER, DEVICE),
                setUp(s, QUEUE_SIZE, "size -1", -1, BASE, DRIVER, DEVICE),
                setUp(p, QUEUE_SIZE, "size 0", 0, BASE, DRIVER, DEVICE),
                setUp(p, QUEUE_SIZE, "size 32769", 32769, BASE, DRIVER, DEVICE),
                setUp(s, RING_ALIGNMENT, "table", SIZE, BASE + 8, DRIVER, DEVICE),
                setUp(s, RING_ALIGNMENT, "available ring", SIZE, BASE, DRIVER + 1, DEVICE),
                setUp(s, RING_ALIGNMENT, "used ring", SIZE, BASE, DRIVER, DEVICE + 2),
                setUp(p, RING_ALIGNMENT, "ring", SIZE, BASE + 4, DRIVER, DEVICE),
                setUp(p, RING_ALIGNMENT, "driver events", SIZE, BASE, DRIVER + 2, DEVICE),
                setUp(p, RING_ALIGNMENT, "device events", SIZE, BASE, DRIVER, DEVICE + 1),
                setUp(s, RING_ADDRESS, "table at 0", SIZE, 0, DRIVER, DEVICE),
                setUp(s, RING_ADDRESS, "table ends outside", SIZE, END - 112, DRIVER, DEVICE),
                setUp(s, RING_ADDRESS, "available ring ends outside", SIZE, BASE, END - 20, DEVICE),
                setUp(s, RING_ADDRESS, "used ring ends outside", SIZE, BASE, DRIVER, END - 68),
                setUp(s, RING_ADDRESS, "used ring wraps at 2^64", SIZE, BASE, DRIVER, -4),
                setUp(p, RING_ADDRESS, "ring ends outside", SIZE, END - 112, DRIVER, DEVICE),
                setUp(p, RING_ADDRESS, "driver events outside", SIZE, BASE, END, DEVICE),
                setUp(p, RING_ADDRESS, "device events outside", SIZE, BASE, DRIVER, BASE - 4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("setUps")
    void activatingEndsInTheRule(SetUp setUp) {
        RawRing ring = new RawRing(setUp.config, huge);
        assertThat(catchThrowableOfType(VirtqueueException.class, ring::activate).rule())
                .isEqualTo(setUp.rule);
    }
}

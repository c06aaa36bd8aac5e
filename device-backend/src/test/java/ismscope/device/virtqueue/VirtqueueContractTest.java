package ismscope.device.virtqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.driver.DriverVirtqueue;
import ismscope.device.driver.DriverVirtqueue.Piece;
import ismscope.device.driver.DriverVirtqueue.Used;
import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What every virtqueue does, whatever its layout and features.
@ParameterizedClass(name = "{0}")
@MethodSource("modes")
class VirtqueueContractTest {
    private static final int SIZE = 16;

    private final QueuePair.Mode mode;
    private QueuePair pair;
    private DriverVirtqueue driver;
    private Virtqueue device;

    VirtqueueContractTest(QueuePair.Mode mode) throws Exception {
        this.mode = mode;
        this.pair = new QueuePair(mode);
        this.driver = pair.driver();
        this.device = pair.device();
    }

    static Stream<QueuePair.Mode> modes() {
        List<QueuePair.Mode> modes = new ArrayList<>();
        for (QueueLayout layout : QueueLayout.values()) {
            for (int bits = 0; bits < 8; bits++) {
                modes.add(
                        new QueuePair.Mode(
                                layout,
                                SIZE,
                                (bits & 1) != 0,
                                (bits & 2) != 0,
                                (bits & 4) != 0,
                                0));
            }
            // 72 is no multiple of 16: descriptors, too, lie in two slots.
            modes.add(new QueuePair.Mode(layout, SIZE, true, true, false, 72));
            modes.add(new QueuePair.Mode(layout, SIZE, false, true, true, 72));
            modes.add(new QueuePair.Mode(layout, 1, true, true, false, 0));
        }
        // A packed ring need not be a power of two.
        modes.add(new QueuePair.Mode(QueueLayout.PACKED, 5, true, true, false, 0));
        modes.add(new QueuePair.Mode(QueueLayout.PACKED, 3, false, false, true, 0));
        return modes.stream();
    }

    @BeforeEach
    void freshQueue() throws Exception {
        pair = new QueuePair(mode);
        driver = pair.driver();
        device = pair.device();
    }

    private DescriptorChain taken() throws VirtqueueException {
        return Objects.requireNonNull(device.take());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] readAll(DescriptorChain chain) {
        byte[] all = new byte[(int) chain.readableLength()];
        chain.read(0, all, 0, all.length);
        return all;
    }

    private int offerSmall() {
        return driver.offer(List.of(), List.of(pair.piece(0, 8)), false);
    }

    @Test
    void newQueueIsEmpty() throws VirtqueueException {
        assertThat(device.take()).isNull();
        assertThat(device.glimpse()).isZero();
        assertThat(device.waiting()).isZero();
        assertThat(device.interruptWanted()).isFalse();
        assertThat(driver.reclaim()).isNull();
        assertThat(driver.notificationWanted()).isFalse();
        assertThat(device.config()).isEqualTo(pair.config());
    }

    @Test
    void carriesARequestAndItsReply() throws Exception {
        int id =
                driver.offer(
                        List.of(pair.filled(0, bytes("question"))),
                        mode.size() == 1 ? List.of() : List.of(pair.piece(100, 20)),
                        false);
        DescriptorChain chain = taken();
        assertThat(chain.head()).isEqualTo(id);
        assertThat(readAll(chain)).asString().isEqualTo("question");
        if (mode.size() == 1) {
            device.give(chain, 0);
            assertThat(driver.reclaim()).isEqualTo(new Used(id, 0));
            return;
        }
        assertThat(chain.descriptors()).isEqualTo(2);
        assertThat(chain.writableLength()).isEqualTo(20);
        chain.write(0, bytes("answer!"), 0, 7);
        assertThat(driver.reclaim()).isNull();
        device.give(chain, 7);
        assertThat(driver.reclaim()).isEqualTo(new Used(id, 7));
        assertThat(driver.reclaim()).isNull();
        byte[] seen = new byte[7];
        pair.memory().read(pair.data() + 100, seen, 0, 7);
        assertThat(seen).asString().isEqualTo("answer!");
    }

    @Test
    void piecesAreOneRunOfBytes() throws Exception {
        List<Piece> readable = new ArrayList<>();
        List<Piece> writable = new ArrayList<>();
        int pieces = Math.min(mode.size(), QueuePair.TABLE_ENTRIES);
        for (int i = 0; i < pieces; i++) {
            if (i < (pieces + 1) / 2) {
                readable.add(pair.filled(50L * i, bytes("ab" + i)));
            } else {
                writable.add(pair.piece(500 + 50L * i, i));
            }
        }
        for (boolean indirect : new boolean[] {false, true}) {
            int id = driver.offer(readable, writable, indirect);
            assertThat(id).isNotNegative();
            DescriptorChain chain = taken();
            assertThat(chain.descriptors()).isEqualTo(pieces);
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < readable.size(); i++) {
                expected.append("ab").append(i);
            }
            assertThat(readAll(chain)).asString().isEqualTo(expected.toString());
            byte[] part = new byte[10];
            chain.read(1, part, 4, 2);
            assertThat(part).containsExactly(0, 0, 0, 0, 'b', '0', 0, 0, 0, 0);
            byte[] reply = new byte[(int) chain.writableLength()];
            for (int i = 0; i < reply.length; i++) {
                reply[i] = (byte) (i + 1);
            }
            for (int i = reply.length - 1; i >= 0; i--) {
                chain.write(i, reply, i, 1);
            }
            device.give(chain, reply.length);
            assertThat(driver.reclaim()).isEqualTo(new Used(id, reply.length));
            int at = 0;
            for (Piece piece : writable) {
                byte[] seen = new byte[piece.length()];
                pair.memory().read(piece.address(), seen, 0, seen.length);
                for (byte b : seen) {
                    assertThat(b).isEqualTo(reply[at++]);
                }
            }
            assertThat(at).isEqualTo(reply.length);
        }
    }

    @Test
    void accessBeyondAChainIsRefused() throws Exception {
        driver.offer(List.of(pair.filled(0, bytes("1234"))), List.of(), false);
        DescriptorChain chain = taken();
        byte[] two = new byte[2];
        assertThatThrownBy(() -> chain.read(3, two, 0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> chain.read(-1, two, 0, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> chain.write(0, two, 0, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        chain.read(4, two, 0, 0);
    }

    @Test
    void fullRingTakesNoMore() throws VirtqueueException {
        for (int i = 0; i < mode.size(); i++) {
            assertThat(offerSmall()).isEqualTo(i);
            assertThat(device.glimpse()).isEqualTo(i + 1);
            assertThat(device.waiting()).isEqualTo(i + 1);
        }
        assertThat(offerSmall()).isEqualTo(-1);
        for (int i = 0; i < mode.size(); i++) {
            DescriptorChain chain = taken();
            assertThat(device.glimpse()).isEqualTo(mode.size() - 1 - i);
            assertThat(device.waiting()).isEqualTo(mode.size() - 1 - i);
            device.give(chain, 8);
        }
        assertThat(device.take()).isNull();
        assertThat(offerSmall()).isEqualTo(-1);
        for (int i = 0; i < mode.size(); i++) {
            assertThat(driver.reclaim()).isEqualTo(new Used(i, 8));
        }
        assertThat(driver.reclaim()).isNull();
        assertThat(offerSmall()).isNotNegative();
    }

    @Test
    void chainsOfTheWholeRingFit() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<Piece> writable = Collections.nCopies(mode.size(), pair.piece(0, 4));
            int id = driver.offer(List.of(), writable, false);
            assertThat(id).isNotNegative();
            assertThat(driver.offer(List.of(), writable, false)).isEqualTo(-1);
            assertThat(device.waiting()).isEqualTo(1);
            DescriptorChain chain = taken();
            assertThat(chain.descriptors()).isEqualTo(mode.size());
            assertThat(chain.writableLength()).isEqualTo(4L * mode.size());
            device.give(chain, 3);
            assertThat(driver.reclaim()).isEqualTo(new Used(id, 3));
        }
    }

    /// More than 65536 buffers, so that every index and wrap counter turns over more than once.
    @Test
    void survivesEveryWrapAround() throws Exception {
        RandomGenerator random = new Random(44);
        Deque<DescriptorChain> held = new ArrayDeque<>();
        Deque<Integer> values = new ArrayDeque<>();
        List<Integer> valueOf = new ArrayList<>(Collections.nCopies(mode.size(), 0));
        int offered = 0;
        int back = 0;
        while (back < 140_000) {
            for (int i = random.nextInt(mode.size() + 1); i > 0; i--) {
                int pieces = 1 + random.nextInt(Math.min(3, mode.size()));
                List<Piece> readable = new ArrayList<>();
                for (int p = 0; p < pieces - 1; p++) {
                    readable.add(pair.piece(p, 1));
                }
                List<Piece> writable = List.of(pair.piece(1000, 4));
                int id = driver.offer(readable, writable, random.nextBoolean());
                if (id < 0) {
                    break;
                }
                valueOf.set(id, offered & 3);
                values.add(offered & 3);
                offered++;
            }
            for (DescriptorChain next = device.take(); next != null; next = device.take()) {
                assertThat(valueOf.get(next.head())).isEqualTo(values.remove());
                held.add(next);
            }
            while (!held.isEmpty() && random.nextInt(4) != 0) {
                boolean newest = !mode.inOrder() && random.nextBoolean();
                DescriptorChain chain = newest ? held.removeLast() : held.removeFirst();
                device.give(chain, valueOf.get(chain.head()));
            }
            for (Used used = driver.reclaim(); used != null; used = driver.reclaim()) {
                assertThat(used.usedLength()).isEqualTo(valueOf.get(used.id()));
                back++;
            }
        }
        assertThat(offered - back).isEqualTo(held.size() + device.glimpse());
        assertThat(offered - back).isEqualTo(held.size() + device.waiting());
    }

    @Test
    void chainIsNotChangedByTheGuestAfterwards() throws Exception {
        driver.offer(List.of(pair.filled(0, bytes("kept"))), List.of(), false);
        DescriptorChain chain = taken();
        long ring = pair.config().descriptorArea();
        for (int i = 0; i < 16 * mode.size(); i += 8) {
            pair.memory().putU64(ring + i, -1L);
        }
        assertThat(readAll(chain)).asString().isEqualTo("kept");
    }

    @Test
    void interruptIsWantedOncePerLookAndOnlyIfAsked() throws Exception {
        driver.wantInterrupts(true);
        offerSmall();
        device.give(taken(), 1);
        assertThat(device.interruptWanted()).isTrue();
        assertThat(device.interruptWanted()).isFalse();
        driver.reclaim();

        assertThat(driver.wantInterrupts(false)).isFalse();
        for (int i = 0; i < 3; i++) {
            offerSmall();
            device.give(taken(), 1);
            driver.reclaim();
            assertThat(device.interruptWanted()).isFalse();
        }
        offerSmall();
        device.give(taken(), 1);
        assertThat(driver.wantInterrupts(true)).as("one came back meanwhile").isTrue();
        driver.reclaim();
        assertThat(driver.wantInterrupts(true)).isFalse();
        // That one was given before the driver asked anew.
        boolean late = device.interruptWanted();
        assertThat(late).isEqualTo(!mode.eventIndex());
        offerSmall();
        device.give(taken(), 1);
        assertThat(device.interruptWanted()).isTrue();
    }

    @Test
    void eventIndexInterruptsOnceForABatch() throws Exception {
        if (!mode.eventIndex() || mode.size() < 8) {
            return;
        }
        driver.wantInterrupts(true);
        for (int i = 0; i < 8; i++) {
            offerSmall();
        }
        List<Boolean> wanted = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            device.give(taken(), 1);
            wanted.add(device.interruptWanted());
        }
        assertThat(wanted).containsExactly(true, false, false, false, false, false, false, false);
    }

    @Test
    void notificationIsWantedOncePerLookAndOnlyIfAsked() throws Exception {
        assertThat(device.wantNotifications(true)).isFalse();
        offerSmall();
        assertThat(driver.notificationWanted()).isTrue();
        assertThat(driver.notificationWanted()).isFalse();
        device.give(taken(), 0);
        driver.reclaim();

        assertThat(device.wantNotifications(false)).isFalse();
        for (int i = 0; i < 3; i++) {
            offerSmall();
            assertThat(driver.notificationWanted()).isFalse();
            device.give(taken(), 0);
            driver.reclaim();
        }
        offerSmall();
        assertThat(device.wantNotifications(true)).as("one is waiting").isTrue();
        device.give(taken(), 0);
        driver.reclaim();
        assertThat(device.wantNotifications(true)).isFalse();
        driver.notificationWanted();
        offerSmall();
        assertThat(driver.notificationWanted()).isTrue();
    }

    /// The wish is a position in the ring, and stays right however often indexes have turned over.
    @Test
    void wishesStayRightOverManyRounds() throws Exception {
        for (int i = 0; i < 70_000; i++) {
            assertThat(driver.wantInterrupts(true)).isFalse();
            assertThat(device.wantNotifications(true)).isFalse();
            offerSmall();
            assertThat(driver.notificationWanted()).isTrue();
            device.give(taken(), 0);
            assertThat(device.interruptWanted()).isTrue();
            driver.reclaim();
            if (i % 3 == 0) {
                assertThat(driver.wantInterrupts(false)).isFalse();
                assertThat(device.wantNotifications(false)).isFalse();
                offerSmall();
                assertThat(driver.notificationWanted()).isFalse();
                device.give(taken(), 0);
                assertThat(device.interruptWanted()).isFalse();
                driver.reclaim();
            }
        }
    }

    @Test
    void givingBackWrongIsADefectOfTheDevice() throws Exception {
        offerSmall();
        DescriptorChain chain = taken();
        assertThatThrownBy(() -> device.give(chain, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("used=9 writable=8");
        device.give(chain, 8);
        assertThatThrownBy(() -> device.give(chain, 8))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chain.write(0, new byte[1], 0, 1))
                .isInstanceOf(IllegalStateException.class);
        QueuePair other = new QueuePair(mode);
        other.driver().offer(List.of(), List.of(other.piece(0, 1)), false);
        DescriptorChain foreign = Objects.requireNonNull(other.device().take());
        assertThatThrownBy(() -> device.give(foreign, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void inOrderQueueRefusesAnotherOrder() throws Exception {
        if (!mode.inOrder()) {
            return;
        }
        offerSmall();
        offerSmall();
        DescriptorChain first = taken();
        DescriptorChain second = taken();
        assertThatThrownBy(() -> device.give(second, 0)).hasMessageContaining("out of order");
        device.give(first, 0);
        device.give(second, 0);
        assertThat(driver.reclaim()).isNotNull();
        assertThat(driver.reclaim()).isNotNull();
    }

    @Test
    void movesToChangedMemoryWithItsState() throws Exception {
        int id = offerSmall();
        DescriptorChain before = taken();
        GuestMemory moved = new GuestMemory(pair.memory().slots());
        device.moveTo(moved);
        before.write(0, bytes("x"), 0, 1);
        device.give(before, 1);
        assertThat(driver.reclaim()).isEqualTo(new Used(id, 1));
        offerSmall();
        device.give(taken(), 2);
        assertThat(driver.reclaim()).isNotNull();
        assertThatThrownBy(() -> device.moveTo(new GuestMemory(List.of())))
                .isInstanceOf(VirtqueueException.class)
                .extracting(e -> ((VirtqueueException) e).rule())
                .isEqualTo(ismscope.device.tap.ViolationRule.RING_ADDRESS);
        offerSmall();
        assertThat(device.take()).as("goes on as before").isNotNull();
    }

    @Test
    void goesOnWhereAnotherStopped() throws Exception {
        for (int i = 0; i < 3 * mode.size() / 2 + 1; i++) {
            offerSmall();
            device.give(taken(), 0);
            assertThat(driver.reclaim()).isNotNull();
        }
        Virtqueue next = device.config().activateAt(pair.memory(), device.position());
        assertThat(next.position()).isEqualTo(device.position());
        assertThat(next.take()).as("taken already").isNull();
        for (int i = 0; i < 2 * mode.size(); i++) {
            int id = offerSmall();
            next.give(Objects.requireNonNull(next.take()), 1);
            assertThat(driver.reclaim()).isEqualTo(new Used(id, 1));
        }
    }

    @Test
    void refusesAPositionThatItsRingDoesNotHave() {
        if (mode.layout() == QueueLayout.PACKED) {
            assertThatThrownBy(() -> device.config().activateAt(pair.memory(), mode.size()))
                    .isInstanceOf(VirtqueueException.class);
        }
    }

    @Test
    void driverRefusesBuffersItCannotDescribe() throws GuestMemoryException {
        assertThatThrownBy(() -> driver.offer(List.of(), List.of(), false))
                .isInstanceOf(IllegalArgumentException.class);
        if (mode.indirect()) {
            List<Piece> many = Collections.nCopies(QueuePair.TABLE_ENTRIES + 1, pair.piece(0, 1));
            assertThatThrownBy(() -> driver.offer(many, List.of(), true))
                    .hasMessageContaining("table too small");
        }
    }

    @Test
    void indirectBuffersTakeOneEntry() throws VirtqueueException {
        if (!mode.indirect()) {
            return;
        }
        List<Piece> readable = List.of(pair.piece(0, 3));
        List<Piece> writable =
                mode.size() == 1 ? List.of() : List.of(pair.piece(10, 3), pair.piece(20, 3));
        for (int i = 0; i < mode.size(); i++) {
            assertThat(driver.offer(readable, writable, true)).isNotNegative();
        }
        assertThat(driver.offer(readable, writable, true)).isEqualTo(-1);
        for (int i = 0; i < mode.size(); i++) {
            DescriptorChain chain = taken();
            assertThat(chain.descriptors()).isEqualTo(1 + writable.size());
            assertThat(chain.writableLength()).isEqualTo(3L * writable.size());
            device.give(chain, 0);
        }
    }
}

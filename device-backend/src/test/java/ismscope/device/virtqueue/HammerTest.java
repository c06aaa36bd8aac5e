package ismscope.device.virtqueue;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.driver.DriverVirtqueue;
import ismscope.device.driver.DriverVirtqueue.Piece;
import ismscope.device.driver.DriverVirtqueue.Used;
import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.os.EventCounter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A driver thread and a device thread on one queue, each asleep whenever it has nothing to do: any
/// lost byte is seen in the data, and any lost wake-up as an endless sleep.
///
/// `-Dismscope.hammer.seconds=60` shares that time among the rows; without it each does a fixed
/// number of requests.
class HammerTest {
    private static final int SIZE = 32;
    private static final int REQUESTS = 60_000;
    private static final int SLOT_BYTES = 128;
    private static final int LONGEST_SLEEP_MILLIS = 20_000;
    private static final long SECONDS = Long.getLong("ismscope.hammer.seconds", 0);

    static Stream<QueuePair.Mode> modes() {
        return Stream.of(QueueLayout.values())
                .flatMap(layout ->
                        Stream.of(
                                new QueuePair.Mode(layout, SIZE, false, false, false, 0),
                                new QueuePair.Mode(layout, SIZE, true, false, false, 0),
                                new QueuePair.Mode(layout, SIZE, true, true, true, 0),
                                new QueuePair.Mode(layout, SIZE, true, true, false, 88)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void nothingIsLostBetweenTwoThreads(QueuePair.Mode mode) throws Exception {
        QueuePair pair = new QueuePair(mode);
        long nanos = TimeUnit.SECONDS.toNanos(SECONDS) / modes().count();
        try (EventCounter notification = EventCounter.create();
                EventCounter interrupt = EventCounter.create();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Wires wires = new Wires(notification, interrupt, new AtomicBoolean());
            Future<Long> asked =
                    threads.submit(new DriverThread(pair, wires, System.nanoTime() + nanos));
            Future<Long> served =
                    threads.submit(new DeviceThread(pair.device(), mode.inOrder(), wires));
            long requests = asked.get();
            assertThat(served.get()).isEqualTo(requests);
            assertThat(requests).isGreaterThanOrEqualTo(SECONDS > 0 ? 1 : REQUESTS);
        }
    }

    /// What the threads share besides the queue.
    private record Wires(
            EventCounter notification, EventCounter interrupt, AtomicBoolean driverEnded) {}

    private static void sleep(EventCounter counter) throws IOException {
        assertThat(counter.await(LONGEST_SLEEP_MILLIS)).as("a wake-up was lost").isTrue();
        counter.drain();
    }

    /// Asks: 8 bytes number, then as many bytes as its low bits say, each made of the number.
    private record DriverThread(QueuePair pair, Wires wires, long deadline)
            implements Callable<Long> {
        @Override
        public Long call() throws Exception {
            try {
                return askAll();
            } finally {
                wires.driverEnded.set(true);
                wires.notification.signal();
            }
        }

        private long askAll() throws Exception {
            RandomGenerator random = new Random(1);
            DriverVirtqueue queue = pair.driver();
            long[] numberOf = new long[SIZE];
            long asked = 0;
            long answered = 0;
            while (goesOn(asked) || answered < asked) {
                for (int burst = random.nextInt(SIZE); burst > 0 && goesOn(asked); burst--) {
                    // A slot of the data area per buffer in flight; the id tells which.
                    int slot = (int) (asked % SIZE);
                    int id = ask(asked, slot, random);
                    if (id < 0) {
                        break;
                    }
                    numberOf[id] = asked++;
                }
                if (queue.notificationWanted()) {
                    wires.notification.signal();
                }
                long before = answered;
                for (Used used = queue.reclaim(); used != null; used = queue.reclaim()) {
                    checkAnswer(numberOf[used.id()], used.usedLength());
                    answered++;
                }
                if (answered == before && asked > answered) {
                    if (!queue.wantInterrupts(true)) {
                        sleep(wires.interrupt);
                    }
                    queue.wantInterrupts(false);
                }
            }
            return asked;
        }

        private boolean goesOn(long asked) {
            return SECONDS > 0 ? System.nanoTime() < deadline : asked < REQUESTS;
        }

        private int ask(long number, int slot, RandomGenerator random) throws GuestMemoryException {
            GuestMemory memory = pair.memory();
            long at = (long) SLOT_BYTES * slot;
            // A slot is free when no request of its number modulo the size is with the device.
            if (memory.u64(pair.data() + at + 64) != 0) {
                return -1;
            }
            int length = (int) (number & 31);
            memory.putU64(pair.data() + at, number);
            for (int i = 0; i < length; i++) {
                memory.putU8(pair.data() + at + 8 + i, (int) (number * 31 + i));
            }
            Piece head = pair.piece(at, 5);
            Piece tail = pair.piece(at + 5, 3 + length);
            Piece reply = pair.piece(at + 72, 16);
            int id = pair.driver().offer(List.of(head, tail), List.of(reply), random.nextBoolean());
            if (id >= 0) {
                memory.putU64(pair.data() + at + 64, 1);
            }
            return id;
        }

        private void checkAnswer(long number, int usedLength) throws GuestMemoryException {
            GuestMemory memory = pair.memory();
            long at = pair.data() + SLOT_BYTES * (number % SIZE);
            long sum = 0;
            for (int i = 0; i < (number & 31); i++) {
                sum += (number * 31 + i) & 0xFF;
            }
            if (usedLength != 16 || memory.u64(at + 72) != ~number || memory.u64(at + 80) != sum) {
                throw new AssertionError("wrong answer to number=" + number);
            }
            memory.putU64(at + 72, 0);
            memory.putU64(at + 64, 0);
        }
    }

    /// Answers: 8 bytes complement of the number, 8 bytes sum of the bytes.
    private record DeviceThread(Virtqueue queue, boolean inOrder, Wires wires)
            implements Callable<Long> {
        @Override
        public Long call() throws Exception {
            RandomGenerator random = new Random(2);
            Deque<DescriptorChain> held = new ArrayDeque<>();
            long served = 0;
            while (true) {
                DescriptorChain chain = queue.take();
                if (chain != null) {
                    held.add(chain);
                }
                if (chain == null || random.nextInt(4) == 0) {
                    while (!held.isEmpty()) {
                        boolean newest = !inOrder && random.nextBoolean();
                        answer(newest ? held.removeLast() : held.removeFirst());
                        served++;
                    }
                    if (queue.interruptWanted()) {
                        wires.interrupt.signal();
                    }
                }
                if (chain == null && !queue.wantNotifications(true)) {
                    if (wires.driverEnded.get()) {
                        return served;
                    }
                    sleep(wires.notification);
                    queue.wantNotifications(false);
                }
            }
        }

        private void answer(DescriptorChain chain) throws VirtqueueException {
            byte[] bytes = new byte[(int) chain.readableLength()];
            chain.read(0, bytes, 0, bytes.length);
            long number = 0;
            for (int i = 7; i >= 0; i--) {
                number = number << 8 | (bytes[i] & 0xFF);
            }
            long sum = 0;
            for (int i = 8; i < bytes.length; i++) {
                sum += bytes[i] & 0xFF;
            }
            byte[] reply = new byte[16];
            for (int i = 0; i < 8; i++) {
                reply[i] = (byte) (~number >>> (8 * i));
                reply[8 + i] = (byte) (sum >>> (8 * i));
            }
            chain.write(0, reply, 0, 16);
            queue.give(chain, 16);
        }
    }
}

package ismscope.inspector.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {
    @TempDir private Path folder;

    /// The byte at an offset of the test's endless pattern.
    private static byte pattern(long offset) {
        return (byte) ((offset * 0x9E3779B97F4A7C15L) >>> 56);
    }

    private static void append(GrowingFile file, int count) throws Exception {
        byte[] bytes = new byte[count];
        long from = file.length();
        for (int i = 0; i < count; i++) {
            bytes[i] = pattern(from + i);
        }
        file.write(ByteBuffer.wrap(bytes));
    }

    private static boolean isPattern(CaptureBytes file, long from, int count) {
        byte[] bytes = new byte[count];
        int read = file.read(from, bytes, 0, count);
        for (int i = 0; i < read; i++) {
            if (bytes[i] != pattern(from + i)) {
                return false;
            }
        }
        return read == Math.min(count, file.length() - from);
    }

    @Test
    void readsBackAcrossStepsWhileGrowingAndAfterwards() throws Exception {
        GrowingFile file = new GrowingFile(folder.resolve("grows"));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        while (file.length() < 3L * GrowingFile.STEP) {
            append(file, 1 + random.nextInt(1 << 20));
            long from = random.nextLong(file.length());
            assertThat(isPattern(file, from, 100_000)).isTrue();
        }
        long boundary = GrowingFile.STEP - 50L;
        assertThat(isPattern(file, boundary, 100)).isTrue();
        file.close();
        file.close();
        assertThat(isPattern(file, boundary, 2 * GrowingFile.STEP)).isTrue();
        assertThat(isPattern(file, file.length() - 10, 100)).isTrue();
        assertThat(Files.size(file.path())).isEqualTo(file.length());
        assertThatThrownBy(() -> append(file, 1)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void theFileOnDiskIsTheCaptureAtEveryMoment() throws Exception {
        GrowingFile file = new GrowingFile(folder.resolve("clean"));
        for (int i = 0; i < 50; i++) {
            append(file, 1_000 + i);
            assertThat(Files.size(file.path())).isEqualTo(file.length());
        }
        assertThat(isPattern(new MappedFile(file.path()), 0, (int) file.length())).isTrue();
        file.close();
    }

    @Test
    void manyReadersSeeOnlyWholeAppendsWhileStepsAreReplaced() throws Exception {
        GrowingFile file = new GrowingFile(folder.resolve("shared"));
        AtomicReference<String> wrong = new AtomicReference<>("");
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long seed = i;
            readers.add(Thread.ofPlatform().start(() -> read(file, seed, wrong)));
        }
        int piece = 64 * 1024;
        for (int i = 0; i < 4 * GrowingFile.STEP / piece; i++) {
            append(file, piece);
        }
        file.close();
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(wrong.get()).isEmpty();
    }

    private static void read(GrowingFile file, long seed, AtomicReference<String> wrong) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        while (!file.isComplete()) {
            long length = file.length();
            if (length % (64 * 1024) != 0) {
                wrong.set("half an append at " + length);
            }
            if (length > 0) {
                long from = Math.max(0, length - 1 - random.nextInt(1 << 18));
                if (!isPattern(file, from, (int) (length - from))) {
                    wrong.set("bytes at " + from);
                }
            }
        }
    }

    @Test
    void awaitingMoreEndsWithAnAppendOrTheEnd() throws Exception {
        GrowingFile file = new GrowingFile(folder.resolve("awaited"));
        List<Long> seen = new ArrayList<>();
        Thread reader =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                while (!file.isComplete()) {
                                    long known = file.length();
                                    seen.add(known);
                                    file.awaitMore(known, TimeUnit.HOURS.toNanos(1));
                                }
                            } catch (InterruptedException e) {
                                seen.add(-1L);
                            }
                        });
        for (int i = 0; i < 2_000; i++) {
            append(file, 4);
        }
        file.close();
        reader.join();
        assertThat(seen).isSorted().doesNotContain(-1L);
    }

    @Test
    void offsetsBeyondFourGigabytesAreOffsets() throws Exception {
        // A sparse file: the capture's bytes are at its end, nothing is stored before them.
        Path path = folder.resolve("huge");
        long hole = (5L << 30) + 12;
        byte[] small = SmallCapture.oneOfEachKind();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(hole);
            file.write(small);
        }
        MappedFile mapped = new MappedFile(path);
        assertThat(mapped.length()).isEqualTo(hole + small.length);
        byte[] back = new byte[small.length];
        assertThat(mapped.read(hole, back, 0, back.length)).isEqualTo(small.length);
        assertThat(back).isEqualTo(small);
        assertThat(mapped.read(mapped.length() - 3, back, 0, 10)).isEqualTo(3);
        assertThat(mapped.read(mapped.length(), back, 0, 10)).isZero();
    }

    @Test
    void aFileThatSomebodyShortensIsAnErrorNotACrash() throws Exception {
        Path path = Files.write(folder.resolve("short"), new byte[1 << 20]);
        MappedFile mapped = new MappedFile(path);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(0);
        }
        assertThatThrownBy(() -> mapped.read(1 << 19, new byte[4096], 0, 4096))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("shortened");
    }

    @Test
    void aBlockBeyondFourGigabytesIsFoundThroughHugeBlocks() throws Exception {
        // Blocks of an unknown type, 3 GiB each and all holes, before the packets.
        Path path = folder.resolve("far");
        byte[] small = SmallCapture.oneOfEachKind();
        int huge = 3 << 30;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(small);
            for (int i = 0; i < 2; i++) {
                long start = file.getFilePointer();
                file.writeInt(Integer.reverseBytes(0x0BAD));
                file.writeInt(Integer.reverseBytes(huge));
                file.seek(start + Integer.toUnsignedLong(huge) - 4);
                file.writeInt(Integer.reverseBytes(huge));
            }
            file.write(small);
        }
        PcapngReader reader = new PcapngReader(new MappedFile(path));
        List<CaptureBlock.Packet> packets = new ArrayList<>();
        for (CaptureBlock next = reader.next(); next != null; next = reader.next()) {
            if (next instanceof CaptureBlock.Packet packet) {
                packets.add(packet);
            }
        }
        assertThat(packets).hasSize(48);
        CaptureBlock.Packet last = packets.getLast();
        assertThat(last.offset()).isGreaterThan(6L << 30);
        CaptureBlock.Packet again =
                PcapngReader.packetAt(
                        new MappedFile(path),
                        last.offset(),
                        last.header().device(),
                        last.header().timeNanos());
        assertThat(again).usingRecursiveComparison().isEqualTo(last);
    }
}

package ismscope.inspector.cache;

import ismscope.inspector.capture.CaptureBytes;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import ismscope.inspector.index.IndexWriter;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.state.RegionTimeline;
import ismscope.inspector.state.StateTimeline;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/// Keeps indexes of large recordings in files.
///
/// ```
///  0  "ISMINDEX"   16  size of the capture   40  program            64  bytes of part 2
///  8  format       24  its time              48  bytes of part 1    72  checksum of part 2
///                  32  its samples           56  checksum of part 1 80  part 1, part 2
/// ```
///
/// Part 1 is the events, part 2 states, regions and findings. Thread: any.
public final class IndexCache {
    /// Captures of fewer bytes are indexed before one could look for their index.
    public static final long LEAST_BYTES = 16 << 20;

    private static final long MAGIC = 0x5845444e494d5349L;

    /// Changes with what is written.
    private static final int FORMAT = 1;

    private static final int HEADER = 80;
    private static final long MOST_AT_ONCE = 1 << 30;

    private final IndexPlaces places;

    IndexCache(IndexPlaces places) {
        this.places = places;
    }

    /// {@return the cache of this user}
    public static IndexCache ofUser() {
        return new IndexCache(IndexPlaces.ofUser());
    }

    /// {@return the index of a capture, empty if none is kept that can be trusted}
    ///
    /// @param deep whether states, regions and findings are wanted
    public Optional<KeptIndex> load(Path file, CaptureBytes capture, boolean deep) {
        return places.of(file).stream()
                .filter(Files::isRegularFile)
                .flatMap(place -> read(place, file, capture, deep).stream())
                .findFirst();
    }

    private static Optional<KeptIndex> read(
            Path place, Path file, CaptureBytes capture, boolean deep) {
        try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ);
                Arena arena = Arena.ofShared()) {
            MemorySegment bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            Parts parts = Parts.of(bytes, CaptureIdentity.of(file, capture));
            return Optional.of(read(parts, capture, deep));
        } catch (IOException | RuntimeException e) {
            // Not there, not whole, of another file: whatever it is, it is not trusted.
            return Optional.empty();
        } catch (InternalError e) {
            // Somebody made the file shorter while it was read.
            return Optional.empty();
        }
    }

    private static KeptIndex read(Parts parts, CaptureBytes capture, boolean deep) {
        IndexWriter events = IndexWriter.load(capture, new SavedInput(parts.events()));
        if (!deep) {
            return new KeptIndex(events, KeptIndex.Deep.NONE);
        }
        SavedInput in = new SavedInput(parts.deep());
        KeptIndex.Deep all =
                new KeptIndex.Deep(
                        StateTimeline.load(in), RegionTimeline.load(in), Findings.load(in));
        return new KeptIndex(events, all);
    }

    /// The two parts of a file whose header and checksums are right.
    private record Parts(MemorySegment events, MemorySegment deep) {
        static Parts of(MemorySegment bytes, CaptureIdentity identity) {
            SavedInput sizes = header(bytes, identity);
            long first = sizes.i64();
            long firstSum = sizes.i64();
            long second = sizes.i64();
            long secondSum = sizes.i64();
            Parts parts =
                    new Parts(bytes.asSlice(HEADER, first), bytes.asSlice(HEADER + first, second));
            if (bytes.byteSize() != HEADER + first + second
                    || checksum(parts.events) != firstSum
                    || checksum(parts.deep) != secondSum) {
                throw new IllegalArgumentException("not whole");
            }
            return parts;
        }
    }

    private static SavedInput header(MemorySegment bytes, CaptureIdentity identity) {
        SavedInput in = new SavedInput(bytes);
        boolean known = in.i64() == MAGIC && in.i64() == FORMAT;
        CaptureIdentity told = new CaptureIdentity(in.i64(), in.i64(), in.i64(), in.i64());
        if (!known || !told.equals(identity)) {
            throw new IllegalArgumentException("of something else");
        }
        return in;
    }

    private static long checksum(MemorySegment bytes) {
        CRC32C checksum = new CRC32C();
        for (long at = 0; at < bytes.byteSize(); at += MOST_AT_ONCE) {
            long count = Math.min(MOST_AT_ONCE, bytes.byteSize() - at);
            checksum.update(bytes.asSlice(at, count).asByteBuffer());
        }
        return checksum.getValue();
    }

    /// Keeps the index of a capture that has ended.
    ///
    /// @throws IOException if it can be written nowhere; then nothing is left of it
    public void save(Path file, CaptureBytes capture, KeptIndex index) throws IOException {
        CaptureIdentity identity = CaptureIdentity.of(file, capture);
        IndexPlaces.Begun begun = places.begin(file);
        try {
            write(begun.part(), identity, index);
            Files.move(
                    begun.part(),
                    begun.place(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(begun.part());
        }
    }

    private static void write(Path part, CaptureIdentity identity, KeptIndex index)
            throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.position(HEADER);
            long firstSum = write(channel, index.events()::save);
            long first = channel.position() - HEADER;
            long secondSum =
                    write(
                            channel,
                            out -> {
                                index.deep().states().save(out);
                                index.deep().regions().save(out);
                                index.deep().findings().save(out);
                            });
            long second = channel.position() - HEADER - first;
            channel.position(0);
            SavedOutput header = new SavedOutput(Channels.newOutputStream(channel));
            for (long value :
                    new long[] {
                        MAGIC,
                        FORMAT,
                        identity.size(),
                        identity.nanos(),
                        identity.samples(),
                        identity.program(),
                        first,
                        firstSum,
                        second,
                        secondSum
                    }) {
                header.i64(value);
            }
            header.flush();
        }
    }

    private interface Saved {
        void to(SavedOutput out) throws IOException;
    }

    private static long write(FileChannel channel, Saved saved) throws IOException {
        OutputStream plain = Channels.newOutputStream(channel);
        CheckedOutputStream checked = new CheckedOutputStream(plain, new CRC32C());
        SavedOutput out = new SavedOutput(checked);
        saved.to(out);
        out.flush();
        return checked.getChecksum().getValue();
    }
}

package ismscope.inspector;

import ismscope.inspector.capture.HeapBytes;
import ismscope.inspector.capture.OtherHands;
import ismscope.inspector.capture.SmallCapture;
import ismscope.inspector.diff.SessionDiff;
import ismscope.inspector.diff.StateDiff;
import ismscope.inspector.event.FieldText;
import ismscope.inspector.export.CutExporter;
import ismscope.inspector.export.EventFilter;
import ismscope.inspector.export.EventListing;
import ismscope.inspector.export.ExportFormat;
import ismscope.inspector.export.ExportOptions;
import ismscope.inspector.export.ExportProgress;
import ismscope.inspector.export.Exporter;
import ismscope.inspector.export.FindingListing;
import ismscope.inspector.export.StateListing;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.files.CaptureMerger;
import ismscope.inspector.files.CaptureSurvey;
import ismscope.inspector.index.IndexEnd;
import ismscope.inspector.session.IndexedCapture;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.statistics.Scope;
import ismscope.inspector.statistics.StatisticsRun;
import ismscope.inspector.timeline.Timeline;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Seeded damage to captures, and everything that the engine can be asked of what is left. A
/// program of its own, so that it can be given little memory: each capture opens to an end or a
/// sentence with an offset, and whoever asks gets an answer.
final class Corruptions {
    private static final int PARTS = 13;

    /// Every so many-th is asked about, the others are only opened: indexed, with their states and
    /// findings.
    private static final int ASKED = 7;

    private static final int TO_FILES = 200;
    private static final SessionDiff.Options ALL = new SessionDiff.Options(true, 2, 5);

    private static final List<ExportFormat> FORMATS = List.of(ExportFormat.values());

    private final List<byte[]> originals;
    private final Path folder;
    private long events;
    private long refused;
    private long said;

    private Corruptions(List<byte[]> originals, Path folder) {
        this.originals = originals;
        this.folder = folder;
    }

    /// Damages as many captures as it is told and prints what came of them; the first that is not
    /// borne is named with its seed, and it ends with 1.
    ///
    /// @param words how many, and a folder for files
    public static void main(String[] words) throws Exception {
        byte[] small = SmallCapture.oneOfEachKind();
        List<byte[]> originals =
                List.of(
                        small,
                        OtherHands.swapped(small),
                        OtherHands.withForeignPackets(OtherHands.withUnknownOptions(small)),
                        rule("ISM-0015-descriptor-in-flight"),
                        rule("ISM-1001-lost-wake-up"),
                        rule("ISM-1004-use-after-free"),
                        OtherHands.swapped(rule("ISM-1012-merged-ringers")),
                        rule("ISM-1025-grant-to-nobody"));
        Corruptions all = new Corruptions(originals, Path.of(words[1]));
        long count = Long.parseLong(words[0]);
        for (long seed = 0; seed < count; seed++) {
            try {
                all.one(seed);
            } catch (Exception | Error e) {
                throw new IllegalStateException("seed " + seed, e);
            }
        }
        System.out.printf(
                "%d events, %d refused, %d characters%n", all.events, all.refused, all.said);
    }

    private static byte[] rule(String name) throws Exception {
        return Files.readAllBytes(Path.of("..", "sample-traces", "findings", name + ".pcapng"));
    }

    private void one(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = damaged(originals.get((int) (seed % originals.size())), random);
        try (IndexedCapture capture = new IndexedCapture(new HeapBytes(bytes))) {
            capture.awaitEnd();
            check(capture.end().orElseThrow(), capture.notice(""), bytes.length);
            SessionSnapshot session = capture.snapshot();
            events += session.eventCount();
            long turn = seed / originals.size();
            if (turn % ASKED == 0) {
                ask(session, (int) (turn / ASKED % PARTS), random);
            }
        }
        if (seed % TO_FILES == 0) {
            askFile(bytes);
        }
    }

    private static byte[] damaged(byte[] original, SplittableRandom random) {
        byte[] bytes = original.clone();
        ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int[] telling = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 24, 0xFFFF, 4, 12};
        for (int left = random.nextInt(4); left >= 0; left--) {
            int at = random.nextInt(random.nextBoolean() ? 400 : bytes.length - 8);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> view.putInt(at & ~3, telling[random.nextInt(telling.length)]);
                case 2 -> view.putLong(at, random.nextBoolean() ? -1 : random.nextLong());
                default -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            }
        }
        return random.nextInt(4) == 0
                ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1))
                : bytes;
    }

    private void check(IndexEnd end, String notice, int length) {
        boolean told =
                switch (end.how()) {
                    case WHOLE -> true;
                    case CUT, DAMAGED -> notice.contains("at byte ") && end.offset() <= length;
                    case NOT_A_CAPTURE -> notice.contains("it begins with ");
                    case UNREADABLE, DEFECT, STOPPED -> false;
                };
        if (!told) {
            throw new IllegalStateException(end + ": " + notice);
        }
        refused += end.how() == IndexEnd.How.WHOLE ? 0 : 1;
    }

    private void ask(SessionSnapshot session, int part, SplittableRandom random) throws Exception {
        switch (part) {
            case 0 -> {
                EventListing listing = new EventListing(session, TimeFormat.RELATIVE);
                for (long event = 0; event < session.eventCount(); event++) {
                    said += FieldText.tree(session.dissect(event)).length();
                    said += listing.line(event).length();
                }
            }
            case 1 -> new FindingListing(session, TimeFormat.RELATIVE).list(_ -> true, _ -> {});
            case 2 -> askStates(session);
            case 3 -> {
                String text = EngineSays.FILTERS.get(random.nextInt(EngineSays.FILTERS.size()));
                EngineSays.run(text, session).advance(session);
            }
            case 4 ->
                    EngineSays.statistics(
                            session, new StatisticsRun(Scope.EVERYTHING).advance(session));
            case 5 -> EngineSays.timeline(new Timeline().advance(session, _ -> true), session);
            case 6 -> SessionDiff.between(session, session, ALL);
            default -> export(session, FORMATS.get(part - 7), random.nextBoolean());
        }
    }

    private static void askStates(SessionSnapshot session) {
        long last = session.eventCount() - 1;
        for (long event = -1; event <= last; event += 5) {
            new StateListing(session.stateAt(event)).json();
            StateDiff.between(session.stateAt(event), session.stateAt(last));
        }
        byte[] bytes = new byte[512];
        for (long token : session.stateAt(last).regions().keySet()) {
            session.regionAt(token, last).read(0, bytes, new long[512]);
        }
    }

    private static void export(SessionSnapshot session, ExportFormat format, boolean redacted)
            throws Exception {
        ExportOptions options =
                redacted ? ExportOptions.EVERYTHING.redacted() : ExportOptions.EVERYTHING;
        new Exporter(session, format, options)
                .toStream(OutputStream.nullOutputStream(), ExportProgress.IGNORED);
    }

    /// Parts that work on files.
    private void askFile(byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("damaged.pcapng"), bytes);
        Path target = folder.resolve("out.pcapng");
        try (IndexedCapture capture = new IndexedCapture(new HeapBytes(bytes))) {
            capture.awaitEnd();
            SessionSnapshot session = capture.snapshot();
            long count = session.eventCount();
            if (count > 0) {
                new CutExporter(session, count / 2, count - 1, EventFilter.EVERYTHING)
                        .toFile(target, ExportProgress.IGNORED);
            }
            if (capture.end().orElseThrow().how() != IndexEnd.How.NOT_A_CAPTURE
                    && bytes.length > 0) {
                CaptureSurvey.of(file);
                new CaptureMerger(List.of(file, file)).write(target, _ -> true);
            }
        }
    }
}

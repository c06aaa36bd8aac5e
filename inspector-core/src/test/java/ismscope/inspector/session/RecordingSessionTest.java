package ismscope.inspector.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.SmallCapture;
import ismscope.inspector.event.Event;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingSessionTest {
    @TempDir private Path folder;
    private Path file;
    private byte[] bytes;

    @BeforeEach
    void writeACapture() throws Exception {
        bytes = SmallCapture.oneOfEachKind();
        file = Files.write(folder.resolve("small.pcapng"), bytes);
    }

    private interface Look {
        void at(RecordingSession session) throws Exception;
    }

    private static void open(Path path, Look look) throws Exception {
        try (RecordingSession session = RecordingSession.open(path)) {
            session.awaitEnd();
            look.at(session);
        }
    }

    @Test
    void aWholeFileIsCompleteWithoutANotice() throws Exception {
        open(
                file,
                session -> {
                    assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
                    assertThat(session.notice())
                            .isEqualTo(
                                    "1 record of a kind or version that this program does not"
                                            + " know");
                    assertThat(session.name()).isEqualTo("small.pcapng");
                    assertThat(session.file()).isEqualTo(file);
                    SessionSnapshot snapshot = session.snapshot();
                    assertThat(snapshot.eventCount()).isEqualTo(24);
                    assertThat(snapshot.deviceName(0)).isEqualTo("host");
                    assertThat(snapshot.deviceName(2)).isEqualTo("vm2");
                    assertThat(snapshot.deviceName(9)).isEqualTo("device 9");
                    assertThat(snapshot.origin().fact("scenario")).isEqualTo("tour");
                });
    }

    @Test
    void aFileCutAtAnyByteOpensUpToItsLastWholeBlock() throws Exception {
        Path cut = folder.resolve("cut.pcapng");
        long before = 0;
        for (int length = 4; length < bytes.length; length += 7) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            long[] events = new long[1];
            open(
                    cut,
                    session -> {
                        events[0] = session.snapshot().eventCount();
                        assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
                    });
            assertThat(events[0]).isGreaterThanOrEqualTo(before);
            before = events[0];
        }
        assertThat(before).isEqualTo(24);
        Files.write(cut, Arrays.copyOf(bytes, 1_001));
        open(
                cut,
                session ->
                        assertThat(session.notice())
                                .matches("the file is cut at byte \\d+; \\d+ events up to there"));
    }

    @Test
    void compressedFilesReadLikePlainOnes() throws Exception {
        Path gz = folder.resolve("small.pcapng.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write(bytes);
        }
        Path zst = folder.resolve("small.pcapng.zst");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zst))) {
            out.write(bytes);
        }
        for (Path packed : new Path[] {gz, zst}) {
            open(
                    packed,
                    session -> {
                        assertThat(session.snapshot().eventCount()).isEqualTo(24);
                        assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
                    });
        }
        Files.write(gz, Arrays.copyOf(Files.readAllBytes(gz), (int) Files.size(gz) - 20));
        open(
                gz,
                session -> {
                    assertThat(session.notice())
                            .startsWith("the file does not unpack beyond this point");
                    assertThat(session.snapshot().eventCount()).isPositive();
                });
        Files.write(zst, Arrays.copyOf(Files.readAllBytes(zst), 20));
        assertRefused(zst, zst + " cannot be read: Not enough input bytes");
    }

    @Test
    void whatTheZstdToolPackedReadsAlsoInSeveralFrames() throws Exception {
        Path packed = folder.resolve("hello.pcapng.zst");
        try (InputStream made = getClass().getResourceAsStream("hello.pcapng.zst")) {
            Files.copy(Objects.requireNonNull(made), packed);
        }
        open(
                packed,
                session -> {
                    assertThat(session.notice()).isEmpty();
                    assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
                    assertThat(session.snapshot().eventCount()).isEqualTo(93);
                    assertThat(session.snapshot().origin().facts())
                            .containsEntry("scenario", "hello");
                });
    }

    @ParameterizedTest
    @CsvSource({"copy.pcapng.zst, 28b52ffd", "copy.pcapng.gz, 1f8b0800", "copy.pcapng, 0a0d0d0a"})
    void savesAsTheNameAsks(String name, String firstBytes) throws Exception {
        Path copy = folder.resolve(name);
        open(
                file,
                session -> {
                    session.saveTo(copy);
                    byte[] first = Arrays.copyOf(Files.readAllBytes(copy), 4);
                    assertThat(HexFormat.of().formatHex(first)).isEqualTo(firstBytes);
                    open(
                            copy,
                            saved -> SameSession.assertSame(saved.snapshot(), session.snapshot()));
                });
    }

    @Test
    void whatCannotBeOpenedIsRefusedWithASentence() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
        Path empty = Files.write(folder.resolve("empty.pcapng"), new byte[0]);
        assertRefused(folder.resolve("absent"), "there is no file " + folder.resolve("absent"));
        assertRefused(folder, folder + " is a directory, not a capture");
        assertRefused(empty, empty + " is empty");
        assertRefused(
                text, text + ": it is not a pcapng file: it begins with 68656c6c, not 0a0d0d0a");
        Path packed = folder.resolve("notes.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("hello".getBytes(US_ASCII));
        }
        assertThatThrownBy(() -> RecordingSession.open(packed))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("not a pcapng file");
    }

    private static void assertRefused(Path path, String sentence) {
        assertThatThrownBy(() -> RecordingSession.open(path))
                .isInstanceOf(CaptureException.class)
                .hasMessage(sentence);
    }

    @Test
    void damageEndsTheSessionWithItsPlace() throws Exception {
        byte[] damaged = bytes.clone();
        damaged[4] ^= 1;
        Path path = Files.write(folder.resolve("damaged.pcapng"), damaged);
        open(
                path,
                session -> {
                    assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
                    assertThat(session.notice())
                            .startsWith("the file is damaged at byte 0:")
                            .endsWith("0 events up to there");
                    assertThat(session.snapshot().eventCount()).isZero();
                    assertThat(session.snapshot().stateAt(-1).devices()).isEmpty();
                });
    }

    @Test
    void ofAFileThatIsShortenedWhatTheIndexKnowsIsLeft() throws Exception {
        open(
                file,
                session -> {
                    SessionSnapshot snapshot = session.snapshot();
                    long flow = snapshot.event(23).flow();
                    Files.write(file, Arrays.copyOf(bytes, 700));
                    Event gone = snapshot.event(23);
                    assertThat(gone.record()).isInstanceOf(TapRecord.Unknown.class);
                    assertThat(gone.flow()).isEqualTo(flow);
                    assertThat(gone.comment()).contains("shortened");
                    assertThat(snapshot.info(23)).isNotNull();
                    assertThat(snapshot.dissect(23)).isNotNull();
                    assertThat(snapshot.event(0).bytes()).isNotEmpty();
                });
    }

    @Test
    void aFileThatIsRecordedOverGoesOnBeingRead() throws Exception {
        open(
                file,
                session -> {
                    Event before = session.snapshot().event(23);
                    new GrowingFile(file).close();
                    assertThat(session.snapshot().event(23))
                            .usingRecursiveComparison()
                            .isEqualTo(before);
                });
    }

    @Test
    void everyEventCanBeDescribedAndDissected() throws Exception {
        open(
                file,
                session -> {
                    SessionSnapshot snapshot = session.snapshot();
                    for (long event = 0; event < snapshot.eventCount(); event++) {
                        assertThat(snapshot.info(event)).isNotNull();
                        assertThat(snapshot.dissect(event)).isNotEmpty();
                        assertThat(snapshot.stateAt(event).event()).isEqualTo(event);
                        assertThat(snapshot.kind(event)).isEqualTo(snapshot.event(event).kind());
                    }
                    assertThat(snapshot.kind(5)).isEqualTo(TapKind.REQUEST);
                    assertThatThrownBy(() -> snapshot.event(24))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                    assertThatThrownBy(() -> snapshot.kind(-1))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                });
    }

    @Test
    void openedForItsEventsAloneItHasTheSameOnesAndNoStates() throws Exception {
        try (RecordingSession events = RecordingSession.openEvents(file);
                RecordingSession all = RecordingSession.open(file)) {
            events.awaitEnd();
            all.awaitEnd();
            SessionSnapshot some = events.snapshot();
            assertThat(some.eventCount()).isEqualTo(all.snapshot().eventCount());
            for (long event = 0; event < some.eventCount(); event++) {
                assertThat(some.info(event)).isEqualTo(all.snapshot().info(event));
                assertThat(some.dissect(event)).isEqualTo(all.snapshot().dissect(event));
                assertThat(some.recordsInOrder().apply(event))
                        .isEqualTo(all.snapshot().event(event).bytes());
            }
            assertThatThrownBy(() -> some.stateAt(0)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> some.regionAt(1, 0)).isInstanceOf(IllegalStateException.class);
            assertThat(some.findings().count()).isZero();
        }
    }
}

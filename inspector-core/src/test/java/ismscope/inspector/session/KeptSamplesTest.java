package ismscope.inspector.session;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.scenario.Scenario;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.scenario.Scenarios;
import ismscope.inspector.EngineSays;
import ismscope.inspector.SampleTraces;
import ismscope.inspector.cache.IndexCache;
import ismscope.inspector.cache.KeptIndex;
import ismscope.inspector.capture.CaptureBytes;
import ismscope.inspector.capture.MappedFile;
import ismscope.inspector.generate.CaptureGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An index that was kept says what one made from scratch says, of every capture; and one that is
/// not just right is not trusted.
class KeptSamplesTest {
    private static final long GENERATED = 8_000;
    private static final IndexCache CACHE = IndexCache.ofUser();

    @TempDir private Path folder;

    static Stream<Path> samples() throws IOException {
        Path ofRules = Path.of("..", "sample-traces", "findings");
        try (Stream<Path> rules = Files.list(ofRules)) {
            List<Path> traces =
                    rules.filter(file -> file.toString().endsWith(".pcapng")).sorted().toList();
            return Stream.concat(
                    SampleTraces.folders().stream().map(SampleTraces::trace), traces.stream());
        }
    }

    static List<String> scenarios() {
        return Scenarios.all().stream().map(Scenario::name).toList();
    }

    private Path copied(Path original, String name) throws IOException {
        return Files.copy(original, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path indexOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".ismindex");
    }

    /// {@return what is said of a file indexed from scratch, after its index was kept}
    private static EngineSays keep(Path file) throws Exception {
        CaptureBytes bytes = new MappedFile(file);
        try (IndexedCapture made = new IndexedCapture(bytes)) {
            made.awaitEnd();
            CACHE.save(file, bytes, made.toKeep());
            return EngineSays.of(made.snapshot());
        }
    }

    private static Optional<KeptIndex> load(Path file) throws IOException {
        return CACHE.load(file, new MappedFile(file), true);
    }

    private static void assertKeptSaysTheSame(Path file) throws Exception {
        EngineSays made = keep(file);
        CaptureBytes bytes = new MappedFile(file);
        KeptIndex kept = CACHE.load(file, bytes, true).orElseThrow();
        try (IndexedCapture taken = new IndexedCapture(bytes, kept, true)) {
            EngineSays.assertSame(EngineSays.of(taken.snapshot()), made, file.toString());
            assertThat(taken.notice("")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ofASampleItSaysTheSame(Path sample) throws Exception {
        assertKeptSaysTheSame(copied(sample, "sample.pcapng"));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void ofAGeneratedCaptureItSaysTheSame(String scenario) throws Exception {
        Path file = folder.resolve("generated.pcapng");
        ScenarioOptions options = ScenarioOptions.of(scenario).withSeed(7);
        new CaptureGenerator(options, GENERATED).write(file, _ -> {});
        assertKeptSaysTheSame(file);
    }

    @Test
    void thatOfAnotherFileIsNotTrusted() throws Exception {
        List<Path> samples = samples().toList();
        FileTime time = FileTime.fromMillis(1_800_000_000_000L);
        Path kept = copied(samples.getFirst(), "kept.pcapng");
        Files.setLastModifiedTime(kept, time);
        keep(kept);
        for (Path sample : samples.subList(1, samples.size())) {
            Path other = copied(sample, "other.pcapng");
            Files.setLastModifiedTime(other, time);
            Files.copy(indexOf(kept), indexOf(other), StandardCopyOption.REPLACE_EXISTING);
            assertThat(load(other)).as(sample.toString()).isEmpty();
        }
    }

    /// Same size and same time: only the bytes tell.
    @Test
    void thatOfTheFileBeforeItWasEditedInPlaceIsNotTrusted() throws Exception {
        Path file = copied(SampleTraces.trace(SampleTraces.folders().getFirst()), "edited.pcapng");
        keep(file);
        FileTime time = Files.getLastModifiedTime(file);
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 200; i++) {
            byte[] edited = whole.clone();
            edited[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, edited);
            Files.setLastModifiedTime(file, time);
            assertThat(load(file)).isEmpty();
        }
        Files.write(file, whole);
        Files.setLastModifiedTime(file, time);
        assertThat(load(file)).isPresent();
    }

    @Test
    void oneThatWasInterruptedOrGarbledIsNotTrusted() throws Exception {
        Path file = copied(SampleTraces.trace(SampleTraces.folders().getLast()), "tour.pcapng");
        keep(file);
        Path index = indexOf(file);
        byte[] whole = Files.readAllBytes(index);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 300; i++) {
            byte[] garbled = whole.clone();
            int from = random.nextInt(whole.length);
            switch (i % 3) {
                case 0 -> garbled = Arrays.copyOf(whole, from);
                case 1 -> Arrays.fill(garbled, from, whole.length, (byte) 0x5A);
                default -> garbled[from] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            }
            Files.write(index, garbled);
            assertThat(load(file)).as("%d from %d", i % 3, from).isEmpty();
        }
        Files.write(index, Arrays.copyOf(whole, whole.length + 1));
        assertThat(load(file)).isEmpty();
        Files.write(index, whole);
        assertThat(load(file)).isPresent();
    }

    @Test
    void whatIsLeftOfAnInterruptedSavingIsInNobodysWay() throws Exception {
        Path file = copied(SampleTraces.trace(SampleTraces.folders().getLast()), "tour.pcapng");
        Files.write(folder.resolve(".ismscope-1234.part"), new byte[1000]);
        assertThat(load(file)).isEmpty();
        assertKeptSaysTheSame(file);
    }
}

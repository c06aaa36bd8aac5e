package ismscope.inspector.files;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapKind;
import ismscope.inspector.SampleTraces;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureSurveyTest {
    private static final Path SAMPLES = Path.of("..", "sample-traces");

    @TempDir private Path folder;

    static List<Path> samples() throws IOException {
        return SampleTraces.folders();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void tellsWhatTheOpenedSessionTells(Path sample) throws Exception {
        Path file = sample.resolve("trace.pcapng");
        CaptureSurvey survey = CaptureSurvey.of(file);
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            SessionSnapshot all = session.snapshot();
            assertThat(survey.events()).isEqualTo(all.eventCount());
            assertThat(survey.first()).isEqualTo(all.timeNanos(0));
            assertThat(survey.last()).isEqualTo(all.timeNanos(all.eventCount() - 1));
            assertThat(survey.devices()).hasSize(all.deviceCount());
            assertThat(survey.sections())
                    .extracting(Object::toString)
                    .containsExactly(all.origin().toString());
            for (TapKind kind : TapKind.values()) {
                assertThat(survey.kinds().getOrDefault(kind, 0L))
                        .isEqualTo(
                                LongStream.range(0, all.eventCount())
                                        .filter(event -> all.kind(event) == kind)
                                        .count());
            }
        }
    }

    @Test
    void saysWhereACutFileEnds() throws Exception {
        byte[] bytes = Files.readAllBytes(SAMPLES.resolve("tour/trace.pcapng"));
        Path cut = Files.write(folder.resolve("cut.pcapng"), Arrays.copyOf(bytes, 10_001));

        CaptureSurvey survey = CaptureSurvey.of(cut);

        assertThat(survey.events()).isPositive();
        assertThat(survey.trouble()).startsWith("it ends within a block, at byte ");
        assertThat(SurveyJson.of(survey))
                .startsWith("{\"file\":\"")
                .contains("\"trouble\":\"it ends");
    }
}

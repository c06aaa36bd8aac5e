package ismscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LongWorkTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Console console = new Console(new ByteArrayOutputStream(), said, true);
    private long nanos = 5;

    private LongWork work() {
        return new LongWork(console, "", () -> nanos);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shortWorkIsDoneWithoutAWord() {
        try (LongWork work = work()) {
            nanos += 999_999_999;
            assertThat(work.advance(50, 100)).isTrue();
            assertThat(work.advance(100, 100)).isTrue();
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void longWorkSaysOnceInASecondHowFarItIs() {
        try (LongWork work = work()) {
            nanos += 1_000_000_000;
            work.advance(50, 200);
            work.advance(60, 200);
            nanos += 1_000_000_000;
            work.advance(198, 200);
            nanos += 1_000_000_000;
            work.advance(12_345L);
        }
        assertThat(said())
                .isEqualTo(
                        """
                        ismscope: 25 % done
                        ismscope: 99 % done
                        ismscope: 12345 events so far
                        """);
    }

    @Test
    void longReadingNamesTheFile() {
        try (LongWork work = new LongWork(console, "reading a.pcapng: ", () -> nanos)) {
            nanos += 1_000_000_000;
            work.advance(1L);
            nanos += 1_000_000_000;
            work.advance(1, 2);
        }
        assertThat(said())
                .isEqualTo(
                        """
                        ismscope: reading a.pcapng: 1 event so far
                        ismscope: reading a.pcapng: 50 % done
                        """);
    }

    @Test
    void nobodyIsToldHowFarItIsWhereNobodyWatches() {
        Console log = new Console(new ByteArrayOutputStream(), said);
        try (LongWork work = new LongWork(log, "", () -> nanos)) {
            nanos += 1_000_000_000;
            work.advance(50, 200);
            assertThat(work.ended(true, 7, Path.of("out"))).isEqualTo(ExitCode.DONE);
        }
        assertThat(said()).isEqualTo("ismscope: 7 events in out.\n");
    }

    @Test
    void cancelledWorkEndsAtTheNextStepAndSaysThatThereIsNoFile() {
        try (LongWork work = work()) {
            work.cancel();
            assertThat(work.advance(1, 2)).isFalse();
            assertThat(work.advance(1L)).isFalse();
            assertThat(work.ended(false, 0, Path.of("out"))).isEqualTo(ExitCode.FAILED);
        }
        assertThat(said()).isEqualTo("ismscope: cancelled; out is not written.\n");
    }
}

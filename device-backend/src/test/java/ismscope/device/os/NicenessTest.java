package ismscope.device.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NicenessTest {
    private static final int NICE_AFTER_COMMAND = 16;

    /// The kernel's word for it, of the calling thread: field 19 of `stat`, see `proc_pid_stat(5)`.
    private static int ownNiceness() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Integer.parseInt(fields[NICE_AFTER_COMMAND]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int nicenessWithin(int niceness) throws InterruptedException {
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        Thread.ofPlatform().start(Niceness.of(niceness, () -> seen.complete(ownNiceness()))).join();
        return seen.join();
    }

    @Test
    void concernsOneThreadOnly() throws InterruptedException {
        int mine = ownNiceness();

        assertThat(nicenessWithin(Niceness.MOST)).isEqualTo(Niceness.MOST);
        assertThat(ownNiceness()).isEqualTo(mine);
    }

    @Test
    void noNicenessChangesNothing() throws InterruptedException {
        assertThat(nicenessWithin(Niceness.NONE)).isEqualTo(ownNiceness());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 20})
    void refusesWhatNeedsARightOrDoesNotExist(int niceness) {
        assertThatThrownBy(() -> Niceness.of(niceness, () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

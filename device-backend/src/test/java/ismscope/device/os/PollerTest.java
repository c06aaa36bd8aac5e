package ismscope.device.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollerTest {
    private final List<String> ran = new ArrayList<>();
    private Poller poller;
    private EventCounter first;
    private EventCounter second;

    @BeforeEach
    void open() throws IOException {
        poller = Poller.create();
        first = EventCounter.create();
        second = EventCounter.create();
    }

    @AfterEach
    void close() throws IOException {
        poller.close();
        first.close();
        second.close();
    }

    @Test
    void runsTheHandlersOfWhatIsReady() throws IOException {
        poller.add(first.fd(), () -> ran.add("first"));
        poller.add(second.fd(), () -> ran.add("second"));
        assertThat(poller.await(0)).isZero();
        second.signal();
        assertThat(poller.await(Poller.FOREVER)).isEqualTo(1);
        assertThat(ran).containsExactly("second");
    }

    @Test
    void runsThemAgainUntilAllIsRead() throws IOException {
        poller.add(first.fd(), () -> ran.add("first"));
        first.signal();
        poller.await(0);
        poller.await(0);
        assertThat(ran).hasSize(2);
        first.drain();
        assertThat(poller.await(0)).isZero();
    }

    @Test
    void runsNothingForWhatWasRemovedMeanwhile() throws IOException {
        poller.add(first.fd(), () -> remove("first", second));
        poller.add(second.fd(), () -> remove("second", first));
        first.signal();
        second.signal();
        assertThat(poller.await(0)).isEqualTo(2);
        assertThat(ran).hasSize(1);
    }

    @Test
    void watchesANumberThatCameBack() throws IOException {
        poller.add(first.fd(), () -> ran.add("old"));
        poller.remove(first.fd());
        poller.add(first.fd(), () -> ran.add("new"));
        first.signal();
        poller.await(0);
        assertThat(ran).containsExactly("new");
    }

    @Test
    void canBeWokenByAnotherThread() throws Exception {
        Thread waker = new Thread(poller::wake);
        waker.start();
        assertThat(poller.await(Poller.FOREVER)).isEqualTo(1);
        waker.join();
        assertThat(poller.await(0)).isZero();
    }

    private void remove(String name, EventCounter other) {
        ran.add(name);
        try {
            poller.remove(other.fd());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

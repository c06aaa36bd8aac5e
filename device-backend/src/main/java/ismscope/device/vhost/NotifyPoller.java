package ismscope.device.vhost;

import ismscope.device.os.Poller;
import ismscope.device.os.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks after the notify areas of guests that cannot kick for a doorbell: often while they ring,
/// ever less often while they do not.
///
/// Takes no descriptor while there is no such guest. Thread: the host's owner thread.
final class NotifyPoller {
    private static final long LEAST_NANOS = 50_000;
    private static final long MOST_NANOS = 20_000_000;

    private final Poller poller;
    private final Set<Guest> guests = new LinkedHashSet<>();
    private @Nullable Timer timer;
    private long pause = LEAST_NANOS;

    /// One that rings by stores.
    interface Guest {
        /// Takes what was rung.
        ///
        /// @return whether anything was
        boolean look();
    }

    NotifyPoller(Poller poller) {
        this.poller = poller;
    }

    void add(Guest guest) throws IOException {
        guests.add(guest);
        pause = LEAST_NANOS;
        Timer present = timer;
        if (present == null) {
            present = Timer.create();
            timer = present;
            poller.addSignals(present.fd(), this::lookAtAll);
        }
        present.set(pause);
    }

    void remove(Guest guest) {
        Timer present = timer;
        if (guests.remove(guest) && guests.isEmpty() && present != null) {
            timer = null;
            try {
                poller.remove(present.fd());
                present.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a timer of ours cannot be let go", e);
            }
        }
    }

    private void lookAtAll() {
        boolean any = false;
        for (Guest guest : List.copyOf(guests)) {
            any |= guest.look();
        }
        pause = any ? LEAST_NANOS : Math.min(MOST_NANOS, pause * 2);
        Timer present = timer;
        try {
            if (present != null) {
                present.set(pause);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a timer of ours cannot be set", e);
        }
    }
}

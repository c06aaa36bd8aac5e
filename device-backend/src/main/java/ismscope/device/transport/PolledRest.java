package ismscope.device.transport;

import ismscope.device.os.Poller;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The rest of a thread that serves descriptors, too: it waits for all of them at once.
final class PolledRest implements Rest {
    private final Poller poller;

    PolledRest(Poller poller) {
        this.poller = poller;
    }

    @Override
    public boolean glance() {
        return await(0) > 0;
    }

    @Override
    public void sleep() {
        await(Poller.FOREVER);
    }

    private int await(int milliseconds) {
        try {
            return poller.await(milliseconds);
        } catch (IOException e) {
            throw new UncheckedIOException("the host's thread cannot wait for its descriptors", e);
        }
    }

    @Override
    public void wake() {
        poller.wake();
    }
}

package ismscope.device.transport;

import ismscope.device.guest.GuestBus;
import ismscope.device.memory.GuestMemory;
import ismscope.device.model.DeviceSetup;
import ismscope.device.model.HostFullException;
import ismscope.device.model.IsmDevice;
import ismscope.device.model.IsmHost;
import ismscope.device.os.Poller;
import ismscope.device.tap.ViolationRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A host with an owner thread of its own, `ism-host`; guests run on threads of theirs.
///
/// Guarantees:
/// 1. What one guest does reaches the host in the order in which it did it; so does what another
///    guest does in answer.
/// 2. Guests and host never hold a lock while they wait for each other.
///
/// Thread: any.
public final class HostThread implements GuestTransport {
    private final IsmHost host;
    private final Inbox inbox = new Inbox();
    private final @Nullable Poller poller;
    private final Thread thread;
    private volatile @Nullable Throwable defect;
    private boolean stopped;

    /// Starts the thread, for guests in this process.
    ///
    /// @param host closed with this transport; nobody else may touch it from now on
    public HostThread(IsmHost host) {
        this(host, null);
    }

    private HostThread(IsmHost host, @Nullable Poller poller) {
        this.host = host;
        this.poller = poller;
        host.beforeEachCommand(inbox::catchUp);
        thread = Thread.ofPlatform().name("ism-host").daemon().start(this::work);
    }

    /// Starts the thread, for guests in this process and for others that reach it through
    /// descriptors, which the thread itself waits for: what they want takes no second thread.
    ///
    /// @param host closed with this transport; nobody else may touch it from now on
    /// @throws IOException if the system refuses: too many open files
    public static HostThread serving(IsmHost host) throws IOException {
        return new HostThread(host, Poller.create());
    }

    private void work() {
        inbox.restWith(poller == null ? new ParkedRest() : new PolledRest(poller));
        try {
            while (!stopped) {
                workOnce();
            }
        } catch (RuntimeException | Error e) {
            defect = e;
            throw e;
        } finally {
            // Also after a defect: no device is left in the capture that nothing works for.
            host.close();
            closePoller();
        }
    }

    /// The virtual machine may report an access to memory that is gone some steps after it, beyond
    /// whoever made it and could say whose memory it was: that is no defect of the host.
    private void workOnce() {
        try {
            inbox.take().run();
        } catch (InternalError e) {
            host.report(
                    ViolationRule.GUEST_MEMORY_GONE, String.valueOf(e.getMessage()), new byte[0]);
        }
    }

    private void closePoller() {
        try {
            if (poller != null) {
                poller.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return what the thread waits for besides its guests in this process; on that thread only}
    ///
    /// @throws IllegalStateException if it was not started for that
    public Poller poller() {
        if (poller == null || !isOwner()) {
            throw new IllegalStateException("no descriptors are served, or by another thread");
        }
        return poller;
    }

    /// Has something done when the others that wait for the thread had their turn. Any thread.
    public void later(Runnable work) {
        inbox.post(
                new Inbox.Message() {
                    @Override
                    public void run() {
                        work.run();
                    }

                    @Override
                    public boolean canWait() {
                        return true;
                    }
                });
    }

    @Override
    public GuestBus plug(String name, GuestMemory memory, int vectors) throws HostFullException {
        ThreadedBus bus = new ThreadedBus(this);
        try {
            bus.plug(call(() -> attach(bus, name, memory, vectors)));
        } catch (HostFullException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return bus;
    }

    private IsmDevice attach(ThreadedBus bus, String name, GuestMemory memory, int vectors)
            throws HostFullException {
        return host.attach(new DeviceSetup(name, memory, bus::raise, vectors));
    }

    /// {@return what `question` makes of the host, asked on its thread}
    public <T extends @Nullable Object> T ask(Function<IsmHost, T> question) {
        return answer(() -> question.apply(host));
    }

    /// {@return what `question` makes of the host, asked on its thread, if that has time for it}
    ///
    /// @param patience until it begins, to about a millisecond; once it has begun it is waited for
    /// @throws TimeoutException if it did not begin; it is not asked any more then
    public <T extends @Nullable Object> T askWithin(
            Duration patience, Function<IsmHost, T> question) throws TimeoutException {
        try {
            return call(() -> question.apply(host), patience.toMillis());
        } catch (RuntimeException | TimeoutException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// Has something done on the host's thread without waiting for it. Any thread.
    ///
    /// @throws IllegalStateException if the host is closed
    public void tell(Consumer<IsmHost> news) {
        requireAlive();
        later(() -> news.accept(host));
    }

    <T extends @Nullable Object> T answer(Callable<T> question) {
        try {
            return call(question);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private <T extends @Nullable Object> T call(Callable<T> question) throws Exception {
        return call(question, Call.FOREVER);
    }

    private <T extends @Nullable Object> T call(Callable<T> question, long glances)
            throws Exception {
        if (isOwner()) {
            throw new IllegalStateException("an interrupt handler must not wait for the host");
        }
        requireAlive();
        Call<T> call = new Call<>(question);
        inbox.post(call);
        return call.await(this, glances);
    }

    void post(Inbox.Message message) {
        inbox.post(message);
    }

    boolean isOwner() {
        return Thread.currentThread().equals(thread);
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    void requireAlive() {
        if (!thread.isAlive()) {
            throw gone();
        }
    }

    IllegalStateException gone() {
        return new IllegalStateException("the host is closed", defect);
    }

    @Override
    public void close() {
        if (!thread.isAlive()) {
            return;
        }
        answer(() -> {
            stopped = true;
            return 0;
        });
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package ismscope.inspector.control;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.model.HostFullException;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.transport.HostThread;
import ismscope.inspector.capture.ThreadEnd;
import java.io.IOException;
import java.time.Duration;

/// A guest in the backend's own process, on a thread of its own: a partner for a driver that has
/// none. It attaches to a region, reads the text at its beginning after each notification, and
/// answers a new one: it stores `NAME has read TEXT` at [#ANSWER_OFFSET] and rings.
///
/// Thread: one at a time.
final class BuiltInGuest implements AutoCloseable {
    /// Where its answer is.
    static final int ANSWER_OFFSET = 512;

    private static final int MOST_TEXT = 128;
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final GuestVm vm;
    private final GuestRegion region;
    private final Thread thread;
    private volatile boolean stopping;

    /// @param known text that is no news
    private BuiltInGuest(GuestVm vm, GuestRegion region, String known) {
        this.vm = vm;
        this.region = region;
        thread = Thread.ofPlatform().name("ism-guest").daemon().start(() -> work(known));
    }

    /// Boots one and attaches it.
    ///
    /// @throws CommandRefused if the device does not let it
    /// @throws HostFullException if the host takes no further device
    /// @throws IOException if the system has no memory for it
    static BuiltInGuest join(HostThread host, String name, long token)
            throws CommandRefused, HostFullException, IOException {
        GuestVm vm = GuestVm.boot(name, DriverOptions.SPLIT, host::plug);
        try {
            GuestRegion region = vm.driver().attach(token);
            // Now, not on its thread: what is stored once it has joined is news.
            return new BuiltInGuest(vm, region, textIn(region));
        } catch (CommandRefused e) {
            vm.close();
            throw e;
        }
    }

    private static String textIn(GuestRegion region) {
        try {
            return region.loadText(0, MOST_TEXT);
        } catch (AccessFault _) {
            // The region was taken away already, which its thread will find.
            return "";
        }
    }

    String name() {
        return vm.name();
    }

    private void work(String first) {
        try {
            String known = first;
            while (!stopping) {
                DeviceEvent event = vm.driver().awaitEvent(GLANCE);
                if (event instanceof DeviceEvent.RegionUpdated) {
                    known = answer(known);
                }
            }
        } catch (AccessFault _) {
            // The region was taken away from it.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException _) {
            // The host is closed.
        } finally {
            leave();
        }
    }

    /// Its own answer is no news: two of these would answer each other without end.
    private String answer(String known) throws AccessFault {
        String text = region.loadText(0, MOST_TEXT);
        if (!text.equals(known)) {
            region.storeText(ANSWER_OFFSET, "%s has read %s".formatted(vm.name(), text));
            vm.driver().ring(region);
        }
        return text;
    }

    private void leave() {
        try {
            vm.close();
        } catch (IllegalStateException _) {
            // Its device went with the host.
        }
    }

    @Override
    public void close() {
        stopping = true;
        ThreadEnd.await(thread);
    }
}

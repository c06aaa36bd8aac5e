package ismscope.device.scenario;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One region, many devices: a broadcaster and its listeners.
///
/// The broadcaster grants reading only, writes a headline and rings once; the device tells every
/// listener. Most listen at once. Every eighth is slow and has one eventq buffer: it hears of
/// several headlines as one, and reads the newest. Now and then a listener leaves and another
/// comes.
final class FanOut implements Scenario {
    private static final int DEVICES = 64;
    private static final int SLOW_EVERY = 8;
    private static final int SLOW_LISTENS_EVERY = 4;
    private static final int CHANGE_EVERY = 5;
    private static final int LONGEST_HEADLINE = 64;
    private static final PermissionSet LISTEN =
            new PermissionSet(PermissionSet.READ | PermissionSet.ATTACH);
    private static final Duration JOINING = Duration.ofMillis(20);
    private static final Duration BEAT = Duration.ofMillis(500);

    /// A VM that listens, and the region as it sees it.
    private record Listener(GuestVm vm, GuestRegion region, boolean slow) {}

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public String summary() {
        return "one region with 64 devices: each doorbell of one is an event for all others";
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.mark("a broadcaster allocates a region that others may only read");
        GuestVm broadcaster = stage.boot("vm1");
        GuestRegion region = broadcaster.driver().allocate(LONGEST_HEADLINE);
        broadcaster.driver().grantDefault(region.token(), LISTEN);

        stage.mark("listeners attach");
        List<Listener> listeners = new ArrayList<>();
        int number = 2;
        while (number <= stage.guests(DEVICES)) {
            listeners.add(join(stage, number++, region.token()));
            stage.pause(JOINING);
        }
        listeners.forEach(FanOut::ignoreComings);

        stage.mark("headlines");
        for (int n = 1; ; n++) {
            String headline = "headline %d: %s".formatted(n, headlineWord(stage));
            region.storeText(0, headline);
            broadcaster.driver().ring(region);
            drain(broadcaster);
            for (Listener listener : listeners) {
                if (!listener.slow() || n % SLOW_LISTENS_EVERY == 0) {
                    listen(listener, broadcaster.driver().devid(), headline);
                }
            }
            stage.pause(BEAT);
            if (n % CHANGE_EVERY == 0) {
                Listener gone = listeners.remove(stage.random().nextInt(listeners.size()));
                gone.vm().close();
                listeners.add(join(stage, number++, region.token()));
                listeners.forEach(FanOut::ignoreComings);
            }
        }
    }

    private static Listener join(Stage stage, int number, long token) throws Exception {
        boolean slow = number % SLOW_EVERY == 0;
        DriverOptions options = number % 2 == 0 ? DriverOptions.SPLIT : DriverOptions.PACKED;
        GuestVm vm = stage.boot("vm" + number, slow ? options.withEventBuffers(1) : options);
        return new Listener(vm, vm.driver().attach(token, PermissionSet.READ_ONLY), slow);
    }

    private static void listen(Listener listener, long broadcaster, String headline)
            throws Exception {
        int updates = 0;
        for (DeviceEvent event = listener.vm().driver().pollEvent();
                event != null;
                event = listener.vm().driver().pollEvent()) {
            if (event instanceof DeviceEvent.RegionUpdated) {
                Expect.same(
                        new DeviceEvent.RegionUpdated(listener.region().location(), broadcaster),
                        event,
                        "event at " + listener.vm().name());
                updates++;
            }
        }
        Expect.that(
                listener.slow() ? updates >= 1 && updates < SLOW_LISTENS_EVERY : updates == 1,
                "%s hears of the headline, %d times".formatted(listener.vm().name(), updates));
        Expect.same(
                headline,
                listener.region().loadText(0, LONGEST_HEADLINE),
                "headline at " + listener.vm().name());
    }

    private static void ignoreComings(Listener listener) {
        if (!listener.slow()) {
            drain(listener.vm());
        }
    }

    private static void drain(GuestVm vm) {
        while (vm.driver().pollEvent() != null) {
            // Who comes and goes is of no interest here.
        }
    }

    private static String headlineWord(Stage stage) {
        return switch (stage.random().nextInt(4)) {
            case 0 -> "sun over the host";
            case 1 -> "regions at a record high";
            case 2 -> "quiet in the notify area";
            default -> "doorbells ring in the new second";
        };
    }
}

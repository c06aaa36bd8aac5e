package ismscope.device.scenario;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.guest.IsmDriver;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.scenario.TourShare.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The VMs of a round of the tour and their regions, and the single things that they do.
///
/// After each deed every VM handles its events, so that all that is seen is in step.
final class TourCast {
    private static final Duration CHAPTER_BREAK = Duration.ofMillis(400);
    private static final int SHORTEST_BEAT_MILLIS = 90;
    private static final int LONGEST_BEAT_MILLIS = 240;

    /// Some drivers cut their commands into pieces of this many bytes.
    private static final int SMALL_PIECE = 8;

    /// A chunk high up in the window, where the tour has no regions.
    private static final long EMPTY_CHUNK = 4000;

    private static final long UNKNOWN_RIGHT = 64;

    private final Stage stage;
    private final String title;
    private final RandomGenerator random;
    private final List<GuestVm> vms = new ArrayList<>();
    private final List<TourShare> shares = new ArrayList<>();

    /// @param title begins the name of each chapter
    TourCast(Stage stage, String title) {
        this.stage = stage;
        this.title = title;
        this.random = stage.random();
    }

    List<GuestVm> vms() {
        return vms;
    }

    List<TourShare> shares() {
        return shares;
    }

    RandomGenerator random() {
        return random;
    }

    GuestVm anyVm() {
        return anyOf(vms);
    }

    <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    void chapter(String text) throws InterruptedException {
        stage.mark(title + ": " + text);
        stage.pause(CHAPTER_BREAK);
    }

    void beat() throws InterruptedException {
        stage.pause(
                Duration.ofMillis(random.nextInt(SHORTEST_BEAT_MILLIS, LONGEST_BEAT_MILLIS + 1)));
    }

    /// A VM boots, with one of the ways in which drivers set their queues up. It has the lowest
    /// number that is free, so that one that comes back is known again.
    GuestVm join() throws Exception {
        int number = 1;
        while (isTaken("vm" + number)) {
            number++;
        }
        GuestVm vm = stage.boot("vm" + number, anyDriver());
        vms.add(vm);
        return vm;
    }

    private boolean isTaken(String name) {
        return vms.stream().anyMatch(vm -> vm.name().equals(name));
    }

    private DriverOptions anyDriver() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> DriverOptions.SPLIT;
            case 2 -> DriverOptions.SPLIT.withIndirect(true);
            case 3 -> DriverOptions.SPLIT.withPieceLength(SMALL_PIECE);
            case 4 -> DriverOptions.PACKED.withIndirect(true);
            default -> DriverOptions.PACKED;
        };
    }

    /// A VM leaves the host, in order or from one moment to the next.
    void leave(GuestVm vm, boolean crash) throws AccessFault {
        if (crash) {
            vm.crash();
        } else {
            vm.close();
        }
        vms.remove(vm);
        for (TourShare share : List.copyOf(shares)) {
            share.seatOf(vm).ifPresent(seat -> remove(share, seat));
        }
        settle();
    }

    /// A VM allocates a region.
    TourShare allocate(GuestVm vm, Topic topic) throws CommandRefused, AccessFault {
        long size = topic.chunks() * vm.driver().config().chunkSize();
        TourShare share = new TourShare(topic, vm, vm.driver().allocate(size));
        shares.add(share);
        settle();
        return share;
    }

    /// A VM attaches with the token that it was handed; one in two binds an interrupt vector.
    void attach(GuestVm vm, TourShare share) throws CommandRefused, AccessFault {
        GuestRegion region = vm.driver().attach(share.token());
        share.add(vm, region);
        if (random.nextBoolean()) {
            vm.driver().bindVector(share.token(), IsmDriver.FIRST_REGION_VECTOR);
        }
        settle();
    }

    /// A VM leaves a region.
    void detach(TourShare share, Seat seat) throws CommandRefused, AccessFault {
        seat.vm().driver().detach(share.token());
        remove(share, seat);
        settle();
    }

    /// The VM that allocated a region sets the rights of another.
    void grant(TourShare share, GuestVm to, PermissionSet rights)
            throws CommandRefused, AccessFault {
        share.owner().driver().grant(share.token(), to.driver().devid(), rights);
        Optional<Seat> seat = share.seatOf(to);
        seat.ifPresent(it -> it.letWrite(rights.has(PermissionSet.WRITE)));
        if (seat.isPresent() && !rights.has(PermissionSet.READ)) {
            remove(share, seat.get());
        }
        settle();
    }

    /// Some of those at a region write messages, and the others there read them.
    void talk(TourShare share, int messages) throws Exception {
        for (int i = 0; i < messages; i++) {
            share.say(anyWriter(share), random);
            int heard = settle();
            Expect.that(
                    heard >= share.seats().size() - 1,
                    "the others at " + share.topic().title() + " read what was said");
            beat();
        }
    }

    /// One of those at a region stores a block of data.
    void storeBlock(TourShare share) throws AccessFault {
        share.storeBlock(anyWriter(share), random);
        settle();
    }

    private Seat anyWriter(TourShare share) {
        return anyOf(share.seats().stream().filter(Seat::mayWrite).toList());
    }

    /// A small mistake that a driver gets away with.
    void misbehave(GuestVm vm) throws CommandRefused, ScenarioFailed {
        IsmDriver driver = vm.driver();
        switch (random.nextInt(4)) {
            case 0 -> driver.ringAt(EMPTY_CHUNK * driver.config().notifySize());
            case 1 -> {
                long nowhere = EMPTY_CHUNK * driver.config().chunkSize();
                Expect.fault(() -> vm.bus().deviceMemory().store(nowhere, new byte[] {1}, 0, 1));
            }
            case 2 -> {
                GuestRegion region = driver.allocate(1);
                driver.grantDefault(region.token(), new PermissionSet(UNKNOWN_RIGHT));
                driver.detach(region.token());
            }
            default -> {
                GuestRegion region = driver.allocate(1);
                Expect.ack(Ack.ERR, () -> driver.bindVector(region.token(), GuestVm.VECTORS));
                driver.detach(region.token());
            }
        }
    }

    private void remove(TourShare share, Seat seat) {
        share.seats().remove(seat);
        if (share.seats().isEmpty()) {
            shares.remove(share);
        }
    }

    /// Every VM handles its events.
    ///
    /// @return messages read
    private int settle() throws AccessFault {
        int messages = 0;
        for (GuestVm vm : vms) {
            vm.driver().interrupts().take(IsmDriver.FIRST_REGION_VECTOR);
            for (DeviceEvent event = vm.driver().pollEvent();
                    event != null;
                    event = vm.driver().pollEvent()) {
                messages += event instanceof DeviceEvent.RegionUpdated ? hear(vm, event) : 0;
            }
        }
        return messages;
    }

    private int hear(GuestVm vm, DeviceEvent event) throws AccessFault {
        for (TourShare share : shares) {
            Optional<Seat> seat = share.seatOf(vm);
            if (seat.isPresent() && seat.get().region().location() == event.offset()) {
                return share.hear(seat.get());
            }
        }
        return 0;
    }
}

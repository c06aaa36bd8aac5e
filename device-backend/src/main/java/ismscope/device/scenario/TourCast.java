package ismscope.device.scenario;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.scenario.TourShare.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The VMs of the tour and their regions, and the single things that they do.
///
/// After each deed every VM handles its events, so that all that is seen is in step.
final class TourCast {
    static final PermissionSet READ_AND_ATTACH =
            new PermissionSet(PermissionSet.READ | PermissionSet.ATTACH);
    static final PermissionSet CLEAN = new PermissionSet(PermissionSet.CLEAN_DEFAULT);
    private static final int CONTROL_PIECE = 8;

    private final Stage stage;
    private final RandomGenerator random;
    private final List<GuestVm> vms = new ArrayList<>();
    private final List<TourShare> shares = new ArrayList<>();

    TourCast(Stage stage) {
        this.stage = stage;
        this.random = stage.random();
    }

    List<GuestVm> vms() {
        return vms;
    }

    List<TourShare> shares() {
        return shares;
    }

    /// A VM boots, with one of the ways in which drivers set their queues up.
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
            case 3 -> DriverOptions.SPLIT.withPieceLength(CONTROL_PIECE);
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
    ///
    /// @param byInvitation whether it then takes all default rights away
    TourShare allocate(GuestVm vm, Topic topic, boolean byInvitation)
            throws CommandRefused, AccessFault {
        long size = topic.chunks() * vm.driver().config().chunkSize();
        GuestRegion region = vm.driver().allocate(size);
        if (byInvitation) {
            vm.driver().grantDefault(region.token(), CLEAN);
        }
        TourShare share = new TourShare(topic, vm, region, byInvitation);
        shares.add(share);
        settle();
        return share;
    }

    /// A VM attaches with the token that it was handed.
    Seat attach(GuestVm vm, TourShare share) throws CommandRefused, AccessFault {
        Seat seat = share.add(vm, vm.driver().attach(share.token()));
        settle();
        return seat;
    }

    /// A VM leaves a region.
    void detach(TourShare share, Seat seat) throws CommandRefused, AccessFault {
        seat.vm().driver().detach(share.token());
        remove(share, seat);
        settle();
    }

    /// The VM that allocated a region invites another, or narrows its rights.
    void grant(TourShare share, GuestVm to, PermissionSet rights)
            throws CommandRefused, AccessFault {
        GuestVm owner = share.seats().getFirst().vm();
        owner.driver().grant(share.token(), to.driver().devid(), rights);
        Optional<Seat> seat = share.seatOf(to);
        seat.ifPresent(it -> it.letWrite(rights.has(PermissionSet.WRITE)));
        if (seat.isPresent() && !rights.has(PermissionSet.READ)) {
            remove(share, seat.get());
        }
        settle();
    }

    /// A VM writes a message into a region, and the others there read it.
    void say(TourShare share, Seat speaker) throws AccessFault, ScenarioFailed {
        share.say(speaker, random);
        int heard = settle();
        Expect.that(
                heard >= share.seats().size() - 1,
                "the others at " + share.topic().title() + " read what was said");
    }

    /// A VM stores a block of data into a region.
    void storeBlock(TourShare share, Seat speaker) throws AccessFault {
        share.storeBlock(speaker, random);
        settle();
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
    int settle() throws AccessFault {
        int messages = 0;
        for (GuestVm vm : vms) {
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

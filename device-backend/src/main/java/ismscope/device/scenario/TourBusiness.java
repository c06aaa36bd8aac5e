package ismscope.device.scenario;

import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.scenario.TourShare.Seat;
import java.util.List;

/// The daily life of the tour's VMs: mostly talk, now and then something else.
final class TourBusiness {
    private static final int DEEDS = 150;
    private static final int MOST_SHARES = 7;

    private final TourCast cast;
    private final int vms;

    /// @param vms how many VMs the round has
    TourBusiness(TourCast cast, int vms) {
        this.cast = cast;
        this.vms = vms;
    }

    /// Some thirty seconds of it.
    void asUsual() throws Exception {
        cast.chapter("business as usual");
        for (Topic topic : new Topic[] {Topic.SENSORS, Topic.LOGS}) {
            open(topic);
        }
        for (int i = 0; i < DEEDS; i++) {
            deed();
            cast.beat();
        }
    }

    /// One deed, likely ones more often.
    private void deed() throws Exception {
        int dice = cast.random().nextInt(100);
        if (cast.shares().isEmpty() || dice < 5) {
            open(cast.anyOf(List.of(Topic.values())));
        } else if (dice < 60) {
            cast.talk(cast.anyOf(cast.shares()), 1);
        } else if (dice < 72) {
            cast.storeBlock(cast.anyOf(cast.shares()));
        } else if (dice < 82) {
            attachSomebody(cast.anyOf(cast.shares()));
        } else if (dice < 87) {
            detachSomebody();
        } else if (dice < 91) {
            cast.misbehave(cast.anyVm());
        } else if (dice < 95) {
            withdraw();
        } else {
            comeOrGo();
        }
    }

    private void open(Topic topic) throws Exception {
        if (cast.shares().size() < MOST_SHARES) {
            TourShare share = cast.allocate(cast.anyVm(), topic);
            cast.beat();
            attachSomebody(share);
            cast.beat();
        }
    }

    private void attachSomebody(TourShare share) throws Exception {
        List<GuestVm> others =
                cast.vms().stream().filter(vm -> share.seatOf(vm).isEmpty()).toList();
        if (!others.isEmpty()) {
            attach(cast.anyOf(others), share);
        }
    }

    /// Attaches, where that is granted; who is not asked in is refused.
    private void attach(GuestVm vm, TourShare share) throws Exception {
        Ack ack = Expect.ackOf(() -> cast.attach(vm, share));
        Expect.that(
                ack == Ack.OK || ack == Ack.PERM_EATTACH,
                "attaching works or is not granted, ack=" + ack);
    }

    private void detachSomebody() throws Exception {
        TourShare share = cast.anyOf(cast.shares());
        cast.detach(share, cast.anyOf(share.seats()));
    }

    /// The one that allocated a region takes all rights from another: its mapping is gone at once.
    private void withdraw() throws Exception {
        TourShare share = cast.anyOf(cast.shares());
        Seat last = share.seats().getLast();
        if (share.ownerIsThere() && share.seats().size() > 2) {
            cast.grant(share, last.vm(), PermissionSet.NOTHING);
        }
    }

    private void comeOrGo() throws Exception {
        if (cast.vms().size() >= vms) {
            cast.leave(cast.anyVm(), cast.random().nextInt(3) == 0);
            return;
        }
        GuestVm vm = cast.join();
        cast.beat();
        if (!cast.shares().isEmpty()) {
            attach(vm, cast.anyOf(cast.shares()));
        }
    }
}

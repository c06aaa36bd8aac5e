package ismscope.device.scenario;

import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.scenario.TourShare.Seat;

/// How every round of the tour begins and ends, told in order.
final class TourChapters {
    private static final PermissionSet READ_AND_ATTACH =
            new PermissionSet(PermissionSet.READ | PermissionSet.ATTACH);

    private final TourCast cast;
    private final int vms;

    /// @param vms how many VMs the round has
    TourChapters(TourCast cast, int vms) {
        this.cast = cast;
        this.vms = vms;
    }

    /// From an empty host to one where all VMs have met.
    void opening() throws Exception {
        TourShare orders = twoMeet();
        othersJoin(orders);
        byInvitationOnly();
        rightsAreNarrowed(orders);
        wrongTokens(orders);
        cast.chapter("a driver misbehaves a little");
        cast.misbehave(cast.anyVm());
        cast.beat();
        cast.misbehave(cast.anyVm());
        cast.beat();
    }

    private TourShare twoMeet() throws Exception {
        cast.chapter("vm1 allocates a region and hands its token to vm2");
        GuestVm first = cast.join();
        GuestVm second = cast.join();
        cast.beat();
        TourShare share = cast.allocate(first, Topic.ORDERS);
        cast.beat();
        cast.attach(second, share);
        cast.beat();
        cast.chapter("messages, each with a doorbell");
        cast.talk(share, 4);
        return share;
    }

    private void othersJoin(TourShare share) throws Exception {
        cast.chapter("others join");
        while (cast.vms().size() < vms) {
            GuestVm vm = cast.join();
            cast.beat();
            cast.attach(vm, share);
            cast.beat();
        }
        cast.talk(share, 2);
    }

    private void byInvitationOnly() throws Exception {
        cast.chapter("vm2 shares a region by invitation: no default rights, a grant for vm1");
        GuestVm owner = cast.vms().get(1);
        GuestVm invited = cast.vms().getFirst();
        TourShare share = cast.allocate(owner, Topic.FRAMES);
        owner.driver().grantDefault(share.token(), new PermissionSet(PermissionSet.CLEAN_DEFAULT));
        cast.beat();
        cast.grant(share, invited, PermissionSet.DEFAULT_FOR_OTHERS);
        cast.beat();
        cast.attach(invited, share);
        cast.beat();
        for (GuestVm outsider : cast.vms()) {
            if (outsider != owner && outsider != invited) {
                Expect.ack(Ack.PERM_EATTACH, () -> outsider.driver().attach(share.token()));
                cast.beat();
                break;
            }
        }
        for (int i = 0; i < 3; i++) {
            cast.talk(share, 1);
            cast.storeBlock(share);
            cast.beat();
        }
    }

    private void rightsAreNarrowed(TourShare share) throws Exception {
        cast.chapter("vm2 may only read the orders now: its store and its doorbell are refused");
        Seat seat = share.seats().get(1);
        cast.grant(share, seat.vm(), READ_AND_ATTACH);
        cast.beat();
        Expect.fault(() -> seat.region().storeText(0, "not allowed"));
        cast.beat();
        seat.vm().driver().ring(seat.region());
        cast.beat();
        cast.talk(share, 2);
        cast.grant(share, seat.vm(), PermissionSet.DEFAULT_FOR_OTHERS);
        cast.beat();
        Expect.ack(
                Ack.PERM_EATTACH,
                () -> seat.vm().driver().grantDefault(share.token(), PermissionSet.ALLOCATOR));
        cast.beat();
    }

    private void wrongTokens(TourShare share) throws Exception {
        cast.chapter("tokens are guessed in vain");
        GuestVm guesser = cast.vms().getLast();
        for (int i = 0; i < 2; i++) {
            long guess = cast.random().nextLong();
            Expect.ack(Ack.ENOENT, () -> guesser.driver().attach(guess));
            cast.beat();
        }
        Expect.ack(Ack.ERR, () -> guesser.driver().attach(share.token()));
        cast.beat();
    }

    /// To an empty host.
    void allLeave() throws Exception {
        cast.chapter("all leave, one of them by crashing");
        cast.leave(cast.anyVm(), true);
        cast.beat();
        while (!cast.vms().isEmpty()) {
            cast.leave(cast.anyVm(), false);
            cast.beat();
        }
    }
}

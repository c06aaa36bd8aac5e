package ismscope.device.scenario;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.scenario.TourShare.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Everything that there is to see, calm enough to watch, over and over.
///
/// A round begins with chapters that are always the same: VMs join, one allocates a region and
/// hands its token over, messages go back and forth, a region is shared by invitation only, rights
/// are narrowed and withdrawn, tokens are guessed in vain, a driver misbehaves a little. Then the
/// VMs go about their business as chance has it: topics come and go, VMs join, leave and crash. In
/// the end all leave, the host is empty, and the next round begins.
final class Tour implements Scenario {
    private static final int LEAST_VMS = 4;
    private static final int MOST_VMS = 6;
    private static final int BUSINESS = 120;
    private static final Duration READING_TIME = Duration.ofMillis(1200);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);
    private static final int SHORTEST_BEAT_MILLIS = 120;
    private static final int LONGEST_BEAT_MILLIS = 320;

    @Override
    public String name() {
        return "tour";
    }

    @Override
    public String summary() {
        return "VMs join, share, notify, grant, get refused, misbehave and leave, over and over";
    }

    @Override
    public void play(Stage stage) throws Exception {
        for (int round = 1; ; round++) {
            new Round(stage, round).play();
            stage.pause(BETWEEN_ROUNDS);
        }
    }

    /// One round, from the first VM that joins to the last that leaves.
    private static final class Round {
        private final Stage stage;
        private final RandomGenerator random;
        private final TourCast cast;
        private final int number;

        Round(Stage stage, int number) {
            this.stage = stage;
            this.random = stage.random();
            this.cast = new TourCast(stage);
            this.number = number;
        }

        void play() throws Exception {
            int vms = stage.guests(random.nextInt(LEAST_VMS, MOST_VMS + 1));
            TourShare first = theyMeet();
            theOthersJoin(first, vms);
            byInvitationOnly();
            rightsAreNarrowed(first);
            wrongTokens(first);
            mildMisbehaviour();
            business(vms);
            allLeave();
        }

        private TourShare theyMeet() throws Exception {
            chapter("two VMs join");
            GuestVm host = cast.join();
            beat();
            GuestVm peer = cast.join();
            chapter("vm1 allocates a region and hands its token to vm2");
            TourShare share = cast.allocate(host, Topic.ORDERS, false);
            beat();
            cast.attach(peer, share);
            chapter("messages, each with a doorbell");
            talk(share, 6);
            return share;
        }

        private void theOthersJoin(TourShare first, int vms) throws Exception {
            chapter("others join");
            while (cast.vms().size() < vms) {
                GuestVm vm = cast.join();
                beat();
                cast.attach(vm, first);
                beat();
            }
            talk(first, 4);
        }

        private void byInvitationOnly() throws Exception {
            chapter("a region by invitation: no default rights, a grant for one device");
            GuestVm owner = cast.vms().get(1);
            GuestVm guest = cast.vms().getFirst();
            GuestVm outsider = cast.vms().getLast();
            TourShare share = cast.allocate(owner, anyTopic(), true);
            beat();
            cast.grant(share, guest, PermissionSet.DEFAULT_FOR_OTHERS);
            beat();
            cast.attach(guest, share);
            beat();
            if (outsider != owner && outsider != guest) {
                Expect.ack(Ack.PERM_EATTACH, () -> outsider.driver().attach(share.token()));
                beat();
            }
            talk(share, 4);
        }

        private void rightsAreNarrowed(TourShare share) throws Exception {
            chapter("rights are narrowed: a reader that writes is stopped");
            Seat seat = share.seats().get(1);
            cast.grant(share, seat.vm(), TourCast.READ_AND_ATTACH);
            beat();
            Expect.fault(() -> seat.region().storeText(0, "not allowed"));
            beat();
            seat.vm().driver().ring(seat.region());
            beat();
            talk(share, 2);
            cast.grant(share, seat.vm(), PermissionSet.DEFAULT_FOR_OTHERS);
            beat();
            Expect.ack(
                    Ack.PERM_EATTACH,
                    () -> seat.vm().driver().grantDefault(share.token(), PermissionSet.ALLOCATOR));
            beat();
        }

        private void wrongTokens(TourShare share) throws Exception {
            chapter("tokens are guessed in vain");
            GuestVm guesser = cast.vms().getLast();
            for (int i = 0; i < 2; i++) {
                long guess = random.nextLong();
                Expect.ack(Ack.ENOENT, () -> guesser.driver().attach(guess));
                beat();
            }
            GuestVm twice = share.seats().getLast().vm();
            Expect.ack(Ack.ERR, () -> twice.driver().attach(share.token()));
            beat();
        }

        private void mildMisbehaviour() throws Exception {
            chapter("a driver misbehaves a little");
            GuestVm vm = anyOf(cast.vms());
            misbehave(vm);
            beat();
            misbehave(vm);
            beat();
        }

        private void business(int vms) throws Exception {
            chapter("business as usual");
            for (int i = 0; i < BUSINESS; i++) {
                act(vms);
                beat();
            }
        }

        private void allLeave() throws Exception {
            chapter("all leave, one of them by crashing");
            GuestVm unlucky = anyOf(cast.vms());
            cast.leave(unlucky, true);
            beat();
            while (!cast.vms().isEmpty()) {
                cast.leave(anyOf(cast.vms()), false);
                beat();
            }
        }

        /// One thing of daily life, likely ones more often.
        private void act(int vms) throws Exception {
            int dice = random.nextInt(100);
            if (cast.shares().isEmpty() || dice < 6) {
                allocate();
            } else if (dice < 60) {
                talk(anyOf(cast.shares()), 1);
            } else if (dice < 72) {
                storeBlock();
            } else if (dice < 82) {
                attach();
            } else if (dice < 88) {
                detach();
            } else if (dice < 92) {
                misbehave(anyOf(cast.vms()));
            } else if (dice < 95) {
                withdraw();
            } else {
                comeOrGo(vms);
            }
        }

        private void allocate() throws Exception {
            if (cast.shares().size() < cast.vms().size() + 2) {
                TourShare share = cast.allocate(anyOf(cast.vms()), anyTopic(), false);
                beat();
                attachSomebody(share);
            }
        }

        private void storeBlock() throws Exception {
            TourShare share = anyOf(cast.shares());
            cast.storeBlock(share, anyWriter(share));
        }

        private void attach() throws Exception {
            attachSomebody(anyOf(cast.shares()));
        }

        private void attachSomebody(TourShare share) throws Exception {
            List<GuestVm> others = new ArrayList<>(cast.vms());
            others.removeIf(vm -> share.seatOf(vm).isPresent());
            if (others.isEmpty()) {
                return;
            }
            GuestVm vm = anyOf(others);
            Ack ack = Expect.ackOf(() -> cast.attach(vm, share));
            Expect.that(
                    ack == Ack.OK || ack == Ack.PERM_EATTACH,
                    "attaching works, or is not granted: " + ack);
        }

        private void detach() throws Exception {
            TourShare share = anyOf(cast.shares());
            cast.detach(share, anyOf(share.seats()));
        }

        /// Who holds MANAGE takes all rights from another: its mapping is gone at once.
        private void withdraw() throws Exception {
            TourShare share = anyOf(cast.shares());
            if (share.seats().size() > 2) {
                GuestVm vm = share.seats().getLast().vm();
                Expect.ackOf(() -> cast.grant(share, vm, PermissionSet.NOTHING));
            }
        }

        private void comeOrGo(int vms) throws Exception {
            if (cast.vms().size() < vms) {
                GuestVm vm = cast.join();
                beat();
                if (!cast.shares().isEmpty()) {
                    TourShare share = anyOf(cast.shares());
                    Expect.ackOf(() -> cast.attach(vm, share));
                }
            } else {
                cast.leave(anyOf(cast.vms()), random.nextInt(3) == 0);
            }
        }

        /// Small mistakes that a driver gets away with.
        private void misbehave(GuestVm vm) throws CommandRefused, AccessFault, ScenarioFailed {
            long chunks = MISTAKEN_CHUNK;
            long notifySize = vm.driver().config().notifySize();
            switch (random.nextInt(4)) {
                case 0 -> vm.bus().ringDoorbell(chunks * notifySize, Byte.BYTES, 1);
                case 1 -> Expect.fault(() -> storeNowhere(vm));
                case 2 -> {
                    GuestRegion region = vm.driver().allocate(1);
                    vm.driver().grantDefault(region.token(), new PermissionSet(UNKNOWN_RIGHT));
                    vm.driver().detach(region.token());
                }
                default -> {
                    GuestRegion region = vm.driver().allocate(1);
                    Expect.ack(
                            Ack.ERR, () -> vm.driver().bindVector(region.token(), GuestVm.VECTORS));
                    vm.driver().detach(region.token());
                }
            }
        }

        /// A chunk high up in the window, where the tour has no regions.
        private static final long MISTAKEN_CHUNK = 4000;

        private static final long UNKNOWN_RIGHT = 64;

        private static void storeNowhere(GuestVm vm) throws AccessFault {
            long offset = MISTAKEN_CHUNK * vm.driver().config().chunkSize();
            vm.bus().deviceMemory().store(offset, new byte[] {1}, 0, 1);
        }

        private void talk(TourShare share, int messages) throws Exception {
            for (int i = 0; i < messages; i++) {
                cast.say(share, anyWriter(share));
                beat();
            }
        }

        private Seat anyWriter(TourShare share) {
            return anyOf(share.seats().stream().filter(Seat::mayWrite).toList());
        }

        private Topic anyTopic() {
            return anyOf(List.of(Topic.values()));
        }

        private <T> T anyOf(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        private void chapter(String text) throws InterruptedException {
            stage.mark("round " + number + ": " + text);
            stage.pause(READING_TIME);
        }

        private void beat() throws InterruptedException {
            stage.pause(
                    Duration.ofMillis(
                            random.nextInt(SHORTEST_BEAT_MILLIS, LONGEST_BEAT_MILLIS + 1)));
        }
    }
}

package ismscope.device.scenario;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.MemoryGeometry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Regions come and go by the thousand.
///
/// All VMs share one large region, the ballast, that leaves few chunks free. In these they allocate
/// regions of all sizes, find them zeroed, write into them, share some with a peer, and leave them
/// in no order, so that the free chunks are cut up and regions come in several areas. No byte of a
/// region that is gone is ever seen again.
final class Churn implements Scenario {
    private static final int VMS = 6;
    private static final int MOST_CHUNKS = 6;
    private static final int REGIONS_AT_ONCE = 60;
    private static final int FREE_CHUNKS = 40;
    private static final int STEPS_PER_BEAT = 8;
    private static final int MARK_EVERY = 1000;
    private static final int PROBE = 64;
    private static final Duration BEAT = Duration.ofMillis(10);

    /// A region and the VMs that are attached to it.
    private record Live(GuestRegion region, List<GuestVm> users) {}

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public String summary() {
        return "regions come and go by the thousand, new memory is always zero";
    }

    @Override
    public void play(Stage stage) throws Exception {
        List<GuestVm> vms = new ArrayList<>();
        for (int i = 1; i <= stage.guests(VMS); i++) {
            vms.add(stage.boot("vm" + i, i % 2 == 0 ? DriverOptions.PACKED : DriverOptions.SPLIT));
        }
        stage.mark("a large region leaves %d chunks free".formatted(FREE_CHUNKS));
        takeOnBallast(stage, vms);
        RandomGenerator random = stage.random();
        List<Live> regions = new ArrayList<>();
        int made = 0;
        stage.mark("regions come and go");
        for (int step = 1; ; step++) {
            if (regions.size() < random.nextInt(REGIONS_AT_ONCE)) {
                if (allocate(vms, regions, random) && ++made % MARK_EVERY == 0) {
                    stage.mark(made + " regions made so far");
                }
            } else if (!regions.isEmpty()) {
                leave(regions, random);
            }
            if (step % STEPS_PER_BEAT == 0) {
                drain(vms);
                stage.pause(BEAT);
            }
        }
    }

    private static void takeOnBallast(Stage stage, List<GuestVm> vms) throws Exception {
        MemoryGeometry geometry = stage.geometry();
        long size = geometry.windowSize() - FREE_CHUNKS * geometry.chunkSize();
        GuestRegion ballast = vms.getFirst().driver().allocate(size);
        ballast.storeText(0, "ballast");
        for (GuestVm vm : vms.subList(1, vms.size())) {
            vm.driver().attach(ballast.token());
            drain(vms);
        }
    }

    /// {@return whether there was room for one more region}
    private static boolean allocate(List<GuestVm> vms, List<Live> regions, RandomGenerator random)
            throws Exception {
        GuestVm vm = vms.get(random.nextInt(vms.size()));
        long chunk = vm.driver().config().chunkSize();
        GuestRegion region;
        try {
            region = vm.driver().allocate(random.nextLong(1, MOST_CHUNKS * chunk + 1));
        } catch (CommandRefused refused) {
            Expect.same(Ack.ENOSPEC, refused.ack(), "why there is no region");
            return false;
        }
        expectZero(region, random);
        Live live = new Live(region, new ArrayList<>(List.of(vm)));
        regions.add(live);
        GuestVm peer = vms.get(random.nextInt(vms.size()));
        if (peer != vm) {
            share(live, peer);
        }
        region.store(region.size() - PROBE, new TextStream("end").bytes(0, PROBE));
        return true;
    }

    private static void share(Live live, GuestVm peer) throws Exception {
        GuestVm vm = live.users().getFirst();
        GuestRegion seen;
        try {
            seen = peer.driver().attach(live.region().token(), PermissionSet.READ_WRITE);
        } catch (CommandRefused refused) {
            Expect.same(Ack.ENOSPEC, refused.ack(), "why the peer is not attached");
            return;
        }
        String text = "for " + peer.name() + ", by " + vm.name();
        live.region().storeText(0, text);
        vm.driver().ring(live.region());
        Expect.same(text, seen.loadText(0, PROBE), "text at " + peer.name());
        live.users().add(peer);
    }

    private static void expectZero(GuestRegion region, RandomGenerator random) throws Exception {
        long somewhere = random.nextLong(region.size() - PROBE + 1);
        for (long offset : new long[] {0, somewhere, region.size() - PROBE}) {
            for (byte value : region.load(offset, PROBE)) {
                Expect.that(value == 0, "new memory is zero");
            }
        }
    }

    /// Some VM leaves some region; the last one takes it away.
    private static void leave(List<Live> regions, RandomGenerator random) throws Exception {
        int index = random.nextInt(regions.size());
        Live live = regions.get(index);
        GuestVm vm = live.users().remove(random.nextInt(live.users().size()));
        vm.driver().detach(live.region().token());
        if (live.users().isEmpty()) {
            regions.remove(index);
        }
    }

    private static void drain(List<GuestVm> vms) {
        for (GuestVm vm : vms) {
            while (vm.driver().pollEvent() != null) {
                // The regions themselves are what this is about.
            }
        }
    }
}

package ismscope.device.scenario;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// As many notifications as go.
///
/// Each VM shares a region with the next one in a circle, counts up in it and rings, without a
/// pause. Readers look in between: what they find is never older than what was rung for.
final class Storm implements Scenario {
    private static final int VMS = 8;
    private static final int RINGS_PER_LOOK = 16;
    private static final int COUNTER_AT = 0;
    private static final int TEXT_AT = 64;

    /// A region from one VM to the next.
    private static final class Link {
        private final GuestVm from;
        private final GuestRegion out;
        private final GuestVm to;
        private final GuestRegion in;
        private long rung;

        Link(GuestVm from, GuestVm to) throws Exception {
            this.from = from;
            this.to = to;
            this.out = from.driver().allocate(from.driver().config().chunkSize());
            this.in = to.driver().attach(out.token(), PermissionSet.READ_WRITE);
        }

        void ring() throws Exception {
            rung++;
            out.storeRelease(COUNTER_AT, rung);
            from.driver().ring(out);
        }

        boolean isAt(GuestVm vm, DeviceEvent event) {
            return vm == to && event.offset() == in.location();
        }

        void look() throws Exception {
            Expect.same(rung, in.loadAcquire(COUNTER_AT), "count at " + to.name());
        }
    }

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public String summary() {
        return "as many notifications as go, without a pause";
    }

    @Override
    public void play(Stage stage) throws Exception {
        List<GuestVm> vms = new ArrayList<>();
        for (int i = 1; i <= stage.guests(VMS); i++) {
            vms.add(stage.boot("vm" + i, i % 2 == 0 ? DriverOptions.PACKED : DriverOptions.SPLIT));
        }
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < vms.size(); i++) {
            Link link = new Link(vms.get(i), vms.get((i + 1) % vms.size()));
            link.out.storeText(TEXT_AT, link.from.name() + " rings for " + link.to.name());
            links.add(link);
        }
        stage.mark("the storm begins");
        RandomGenerator random = stage.random();
        while (!stage.stopping()) {
            for (int i = 0; i < RINGS_PER_LOOK; i++) {
                links.get(random.nextInt(links.size())).ring();
            }
            look(vms, links);
        }
    }

    private static void look(List<GuestVm> vms, List<Link> links) throws Exception {
        for (GuestVm vm : vms) {
            for (DeviceEvent event = vm.driver().pollEvent();
                    event != null;
                    event = vm.driver().pollEvent()) {
                for (Link link : links) {
                    if (event instanceof DeviceEvent.RegionUpdated && link.isAt(vm, event)) {
                        link.look();
                    }
                }
            }
        }
    }
}

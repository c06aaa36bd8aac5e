package ismscope.device.scenario;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.DeviceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A host on a working day: everything at once, most of it messages.
///
/// Each VM has links to others, a region each. Of a thousand steps most send a message over a link;
/// some change a grant, leave and come back, replace the region by a new one, or choose the vector
/// that its notifications raise. Drivers look at their events now and then, so that notifications
/// merge. It is what generated captures hold: nothing in it is wrong.
final class Busy implements Scenario {
    private static final int VMS = 16;
    private static final int LINKS_PER_VM = 3;
    private static final int STEPS_PER_LOOK = 8;
    private static final int DICE = 1_000;
    private static final int MESSAGES = 800;
    private static final int GRANTS = 920;
    private static final int REJOINS = 990;
    private static final int RENEWALS = 992;
    private static final int LONGEST_PAUSE_NANOS = 40_000;

    @Override
    public String name() {
        return "busy";
    }

    @Override
    public String summary() {
        return "a host on a working day: messages, grants, regions that come and go, all at once";
    }

    @Override
    public void play(Stage stage) throws Exception {
        List<GuestVm> vms = new ArrayList<>();
        for (int i = 1; i <= Math.max(2, stage.guests(VMS)); i++) {
            vms.add(stage.boot("vm" + i, i % 2 == 0 ? DriverOptions.PACKED : DriverOptions.SPLIT));
        }
        List<BusyLink> links = new ArrayList<>();
        for (int i = 0; i < vms.size(); i++) {
            for (int far = 1; far <= LINKS_PER_VM; far++) {
                GuestVm peer = vms.get((i + far) % vms.size());
                if (peer != vms.get(i)) {
                    links.add(new BusyLink(vms.get(i), peer));
                }
                look(vms, links);
            }
        }
        stage.mark("the working day begins");
        RandomGenerator random = stage.random();
        for (long step = 1; !stage.stopping(); step++) {
            step(links.get(random.nextInt(links.size())), random);
            if (step % STEPS_PER_LOOK == 0) {
                look(vms, links);
                stage.pause(Duration.ofNanos(random.nextInt(LONGEST_PAUSE_NANOS)));
            }
        }
    }

    private static void step(BusyLink link, RandomGenerator random) throws Exception {
        int dice = random.nextInt(DICE);
        if (dice < MESSAGES) {
            link.send(random);
        } else if (dice < GRANTS) {
            link.changeGrant();
        } else if (dice < REJOINS) {
            link.rejoin();
        } else if (dice < RENEWALS) {
            link.renew();
        } else {
            link.bindVector();
        }
    }

    private static void look(List<GuestVm> vms, List<BusyLink> links) throws Exception {
        for (GuestVm vm : vms) {
            for (DeviceEvent event = vm.driver().pollEvent();
                    event != null;
                    event = vm.driver().pollEvent()) {
                for (BusyLink link : links) {
                    if (event instanceof DeviceEvent.RegionUpdated && link.isAt(vm, event)) {
                        link.receive();
                    }
                }
            }
        }
    }
}

package ismscope.device.scenario;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// A thousand VMs on one host.
///
/// They join in quick succession, in teams of eight around a region, and the leaders of all teams
/// share one more. Then there is calm traffic everywhere: messages in the teams, now and then one
/// to all leaders, a VM that leaves and one that takes its place.
final class Crowd implements Scenario {
    private static final int VMS = 1000;
    private static final int TEAM = 8;
    private static final int JOINS_PER_BEAT = 16;
    private static final int LEADERS_HEAR_EVERY = 50;
    private static final int CHANGE_EVERY = 20;

    /// Small queues: a VM of a crowd has little to say.
    private static final int QUEUE_SIZE = 16;

    private static final Duration JOINING = Duration.ofMillis(10);
    private static final Duration BEAT = Duration.ofMillis(20);

    /// A VM and its team's region as it sees it.
    private record Member(GuestVm vm, GuestRegion region, MessageRing ring) {}

    private static final class Teams {
        private final Stage stage;
        private final List<List<Member>> teams = new ArrayList<>();
        private final List<GuestRegion> hall = new ArrayList<>();
        private int number;

        Teams(Stage stage) {
            this.stage = stage;
        }

        void join() throws Exception {
            if (teams.isEmpty() || teams.getLast().size() == TEAM) {
                teams.add(new ArrayList<>());
                GuestVm leader = boot();
                GuestRegion region = leader.driver().allocate(1);
                String title = "team " + teams.size();
                teams.getLast().add(new Member(leader, region, MessageRing.create(region, title)));
                enterHall(leader);
            } else {
                joinTeam(teams.getLast());
            }
        }

        private void joinTeam(List<Member> team) throws Exception {
            GuestVm vm = boot();
            GuestRegion region =
                    vm.driver().attach(team.getFirst().region().token(), PermissionSet.READ_WRITE);
            team.add(new Member(vm, region, MessageRing.open(region)));
        }

        private GuestVm boot() throws Exception {
            number++;
            DriverOptions options = number % 3 == 0 ? DriverOptions.PACKED : DriverOptions.SPLIT;
            return stage.boot(
                    String.format(Locale.ROOT, "vm%04d", number),
                    options.withQueueSize(QUEUE_SIZE));
        }

        /// The leaders' own region; the first leader makes it.
        private void enterHall(GuestVm leader) throws Exception {
            hall.add(
                    hall.isEmpty()
                            ? leader.driver().allocate(1)
                            : leader.driver().attach(hall.getFirst().token()));
        }

        void message(RandomGenerator random) throws Exception {
            List<Member> team = teams.get(random.nextInt(teams.size()));
            Member speaker = team.get(random.nextInt(team.size()));
            speaker.ring().send("hello from " + speaker.vm().name());
            speaker.vm().driver().ring(speaker.region());
            for (Member member : team) {
                handleEvents(member);
            }
        }

        void announce(int beat) throws Exception {
            Member speaker = teams.getFirst().getFirst();
            hall.getFirst().storeText(0, "announcement " + beat);
            speaker.vm().driver().ring(hall.getFirst());
            for (List<Member> team : teams) {
                handleEvents(team.getFirst());
            }
        }

        /// Somebody who is no leader leaves, and another comes.
        void change(RandomGenerator random) throws Exception {
            List<Member> team = teams.get(random.nextInt(teams.size()));
            if (team.size() > 1) {
                team.remove(random.nextInt(1, team.size())).vm().close();
                joinTeam(team);
            }
        }

        private void handleEvents(Member member) throws Exception {
            for (DeviceEvent event = member.vm().driver().pollEvent();
                    event != null;
                    event = member.vm().driver().pollEvent()) {
                if (event instanceof DeviceEvent.RegionUpdated
                        && event.offset() == member.region().location()) {
                    while (member.ring().receive() != null) {
                        // What is said in a crowd is not remembered.
                    }
                }
            }
        }
    }

    @Override
    public String name() {
        return "crowd";
    }

    @Override
    public String summary() {
        return "a thousand VMs in teams around regions, with calm traffic everywhere";
    }

    @Override
    public void play(Stage stage) throws Exception {
        int vms = stage.guests(VMS);
        stage.mark(vms + " VMs join");
        Teams teams = new Teams(stage);
        for (int i = 1; i <= vms; i++) {
            teams.join();
            if (i % JOINS_PER_BEAT == 0) {
                stage.pause(JOINING);
            }
        }
        stage.mark("calm traffic");
        for (int beat = 1; ; beat++) {
            teams.message(stage.random());
            if (beat % LEADERS_HEAR_EVERY == 0) {
                teams.announce(beat);
            }
            if (beat % CHANGE_EVERY == 0) {
                teams.change(stage.random());
            }
            stage.pause(BEAT);
        }
    }
}

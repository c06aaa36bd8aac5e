package ismscope.device.scenario;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.DeviceEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Every mistake that a driver can make, one after the other, each on a device that was reset
/// before, each seen as what it is.
///
/// vm1 and vm2 are innocent: after each mistake of vm3 they exchange messages through their region
/// and find all as it must be. In the end vm3's driver does everything right, and all is well.
final class FaultyDriver implements Scenario {
    private static final Duration BEAT = Duration.ofMillis(400);
    private static final int EVENT_BUFFERS = 4;

    @Override
    public String name() {
        return "faulty-driver";
    }

    @Override
    public String summary() {
        return "every mistake that a driver can make, while two innocent VMs notice nothing";
    }

    /// {@return all mistakes, in the order in which they are made}
    static List<Mistake> mistakes() {
        return Stream.of(RegisterMistakes.ALL, RingMistakes.ALL, IsmMistakes.ALL)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.mark("vm1 and vm2 share a region");
        Innocents innocents = new Innocents(stage.boot("vm1"), stage.boot("vm2"));
        innocents.exchange();
        GuestVm vm = stage.powerOn("vm3", DriverOptions.SPLIT.withEventBuffers(EVENT_BUFFERS));
        Culprit culprit = new Culprit(vm, innocents.second.driver());
        stage.pause(BEAT);
        int number = 1;
        for (Mistake mistake : mistakes()) {
            stage.mark("mistake %d: vm3 %s".formatted(number++, mistake.text()));
            vm.driver().reset();
            vm.ram().rewind();
            mistake.deed().commit(culprit);
            stage.pause(BEAT);
            innocents.exchange();
            stage.pause(BEAT);
        }
        stage.mark("a reset, and vm3 works like any other");
        GuestRegion seen = culprit.healthy().attach(innocents.region.token());
        Expect.same(innocents.said, seen.loadText(Innocents.TEXT_AT, 64), "what vm3 reads");
        stage.pause(BEAT);
    }

    /// Two VMs that work as they should.
    private static final class Innocents {
        private static final int TEXT_AT = 0;
        private static final int ANSWER_AT = 128;

        private final GuestVm first;
        private final GuestVm second;
        private final GuestRegion region;
        private final GuestRegion seen;
        private String said = "";
        private int count;

        Innocents(GuestVm first, GuestVm second) throws Exception {
            this.first = first;
            this.second = second;
            this.region = first.driver().allocate(1);
            this.seen = second.driver().attach(region.token());
        }

        /// One says something and rings, the other answers and rings.
        void exchange() throws Exception {
            count++;
            said = "all is well, " + count;
            region.storeText(TEXT_AT, said);
            first.driver().ring(region);
            expectUpdate(second, seen, first);
            Expect.same(said, seen.loadText(TEXT_AT, 64), "what vm2 reads");
            seen.storeText(ANSWER_AT, "here too, " + count);
            second.driver().ring(seen);
            expectUpdate(first, region, second);
            Expect.same("here too, " + count, region.loadText(ANSWER_AT, 64), "what vm1 reads");
        }

        /// Other events may come before: the culprit and its regions come and go.
        private static void expectUpdate(GuestVm vm, GuestRegion at, GuestVm from)
                throws ScenarioFailed {
            DeviceEvent update =
                    new DeviceEvent.RegionUpdated(at.location(), from.driver().devid());
            DeviceEvent event = vm.driver().pollEvent();
            while (event != null && !event.equals(update)) {
                event = vm.driver().pollEvent();
            }
            Expect.same(update, event, "event at " + vm.name());
            Expect.that(vm.driver().pollEvent() == null, "nothing else happened to " + vm.name());
        }
    }
}

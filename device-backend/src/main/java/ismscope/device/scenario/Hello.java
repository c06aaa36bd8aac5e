package ismscope.device.scenario;

import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.DeviceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The least that virtio-ism is good for, as the proof of concept's test tool shows it.
///
/// One VM allocates a region and tells its token to the others, which attach. Once a second it
/// writes "message N!!" to the start of the region and rings the doorbell; each of the others finds
/// an UPDATE event on its eventq and reads the message.
final class Hello implements Scenario {
    private static final long REGION_SIZE = 4096;
    private static final int LONGEST_MESSAGE = 64;
    private static final Duration BEAT = Duration.ofSeconds(1);

    /// A VM that reads, and the region as it sees it.
    private record Reader(GuestVm vm, GuestRegion region) {}

    @Override
    public String name() {
        return "hello";
    }

    @Override
    public String summary() {
        return "one VM writes \"message N!!\" once a second, the others read after each doorbell";
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.mark("vm1 allocates a region");
        GuestVm writer = stage.boot("vm1");
        GuestRegion region = writer.driver().allocate(REGION_SIZE);

        stage.mark("the others attach with its token");
        List<Reader> readers = new ArrayList<>();
        for (int i = 2; i <= stage.guests(2); i++) {
            GuestVm vm = stage.boot("vm" + i);
            readers.add(new Reader(vm, vm.driver().attach(region.token())));
            Expect.that(
                    Expect.event(writer.driver()) instanceof DeviceEvent.PeerAttached,
                    "vm1 hears that " + vm.name() + " attached");
            drain(readers);
        }

        stage.mark("a message every second");
        for (int n = 1; ; n++) {
            String message = "message " + n + "!!";
            region.storeText(0, message);
            writer.driver().ring(region);
            for (Reader reader : readers) {
                read(reader, writer.driver().devid(), message);
            }
            stage.pause(BEAT);
        }
    }

    private static void read(Reader reader, long writerDevid, String message) throws Exception {
        Expect.same(
                new DeviceEvent.RegionUpdated(reader.region().location(), writerDevid),
                reader.vm().driver().pollEvent(),
                "event at " + reader.vm().name());
        Expect.that(
                reader.vm().driver().pollEvent() == null,
                "one doorbell is one event at " + reader.vm().name());
        Expect.same(
                message,
                reader.region().loadText(0, LONGEST_MESSAGE),
                "message at " + reader.vm().name());
    }

    /// The readers hear of one another; they do not care.
    private static void drain(List<Reader> readers) {
        for (Reader reader : readers) {
            while (reader.vm().driver().pollEvent() != null) {
                // Only PeerAttached is possible here.
            }
        }
    }
}

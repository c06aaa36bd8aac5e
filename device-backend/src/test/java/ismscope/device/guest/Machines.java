package ismscope.device.guest;

import ismscope.device.model.HostOptions;
import ismscope.device.model.IsmHost;
import ismscope.device.model.RecordingTap;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.region.MemoryGeometry;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.VirtualClock;
import ismscope.device.transport.Carrier;
import ismscope.device.transport.GuestTransport;
import ismscope.device.transport.HostThread;
import ismscope.device.transport.PeerTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A host and machines on it, for tests of machines and their drivers.
final class Machines implements AutoCloseable {
    static final long CHUNK = 64 << 10;
    static final int CHUNKS = 64;

    /// Longer than any machine takes, so that a test which waits in vain fails in the end.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RecordingTap tap = new RecordingTap();
    private final GuestTransport transport;
    private final DriverOptions options;
    private final List<GuestVm> vms = new ArrayList<>();

    Machines(Carrier carrier, DriverOptions options) {
        HostOptions host =
                HostOptions.usual().withGeometry(new MemoryGeometry(CHUNK, CHUNKS * CHUNK, 4));
        this.options = options;
        this.transport =
                carrier.carry(new IsmHost(host, tap, new VirtualClock(), TokenSource.seeded(1)));
    }

    GuestVm boot(String name) throws Exception {
        return boot(name, options);
    }

    GuestVm boot(String name, DriverOptions other) throws Exception {
        GuestRam ram = GuestRam.passable(name, GuestRam.USUAL_SIZE);
        GuestVm vm = GuestVm.powerOn(name, ram, other, transport::plug);
        vms.add(vm);
        vm.driver().start();
        return vm;
    }

    /// {@return what the tap saw, when the host has done all that was asked}
    RecordingTap tap() {
        switch (transport) {
            case HostThread thread -> thread.ask(host -> host.devices().size());
            case PeerTransport peers -> peers.settle();
            default -> {}
        }
        return tap;
    }

    /// {@return the next event; in lockstep it is there already}
    static @Nullable DeviceEvent next(GuestVm vm) throws InterruptedException {
        return vm.driver().awaitEvent(PATIENCE);
    }

    @Override
    public void close() {
        vms.forEach(GuestVm::close);
        transport.close();
    }
}

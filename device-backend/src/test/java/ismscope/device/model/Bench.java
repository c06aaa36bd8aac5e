package ismscope.device.model;

import ismscope.device.region.MemoryGeometry;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.VirtualClock;
import ismscope.device.transport.Carrier;
import ismscope.device.transport.GuestTransport;
import ismscope.device.transport.HostThread;
import ismscope.device.transport.Lockstep;
import ismscope.device.transport.PeerTransport;
import ismscope.device.vfio.VfioTransport;
import java.util.ArrayList;
import java.util.List;

/// A host with a tap and guests, for tests.
public final class Bench implements AutoCloseable {
    public static final long CHUNK = 64 << 10;

    /// Sixteen chunks a device: few enough to fill.
    public static final HostOptions SMALL =
            HostOptions.usual().withGeometry(new MemoryGeometry(CHUNK, 16 * CHUNK, 4));

    private final RecordingTap tap = new RecordingTap();
    private final VirtualClock clock = new VirtualClock();
    private final QueueShape shape;
    private final GuestTransport transport;
    private final IsmHost host;
    private final List<TestGuest> guests = new ArrayList<>();

    public Bench(Carrier carrier, QueueShape shape, HostOptions options) {
        this.shape = shape;
        this.host = new IsmHost(options, tap, clock, TokenSource.seeded(7));
        this.transport = carrier.carry(host);
    }

    /// {@return a bench in lockstep with split queues}
    public static Bench inLockstep(HostOptions options) {
        return new Bench(Carrier.LOCKSTEP, QueueShape.SPLIT_EVENT_IDX, options);
    }

    public RecordingTap tap() {
        return tap;
    }

    public VirtualClock clock() {
        return clock;
    }

    public GuestTransport transport() {
        return transport;
    }

    /// {@return whether host and guests share the thread of the test}
    public boolean isLockstep() {
        return transport instanceof Lockstep;
    }

    /// {@return the host; for lockstep only}
    public IsmHost host() {
        return host;
    }

    /// {@return a guest with a running device and no event buffers}
    public TestGuest boot(String name) throws Exception {
        return keep(TestGuest.booted(transport, name, shape));
    }

    /// {@return a guest with a running device and eight event buffers}
    public TestGuest listen(String name) throws Exception {
        TestGuest guest = boot(name);
        guest.offerEvents(8, 32);
        return guest;
    }

    /// {@return a guest with a running device and these features besides those of the queues}
    public TestGuest boot(String name, long features) throws Exception {
        return keep(TestGuest.booted(transport, name, shape.features() | features));
    }

    /// {@return a guest that has touched nothing yet}
    public TestGuest off(String name) throws Exception {
        return keep(TestGuest.off(transport, name));
    }

    /// {@return a guest that has touched nothing yet and has no interrupt handler}
    public TestGuest deaf(String name) throws Exception {
        return keep(TestGuest.deaf(transport, name));
    }

    /// {@return a guest as [#boot] gives it, that the caller closes; any thread}
    public TestGuest guest(String name) throws Exception {
        return TestGuest.booted(transport, name, shape);
    }

    private TestGuest keep(TestGuest guest) {
        guests.add(guest);
        return guest;
    }

    /// Waits until the host has done what guests posted.
    public void settle() {
        switch (transport) {
            case HostThread thread -> thread.ask(settled -> settled.devices().size());
            case PeerTransport peers -> peers.settle();
            case VfioTransport sockets -> sockets.settle();
            default -> {}
        }
    }

    @Override
    public void close() {
        transport.close();
        guests.forEach(TestGuest::close);
    }
}

package ismscope.device.scenario;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.guest.IsmDriver;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import java.util.HashMap;
import java.util.Map;

/// SMC in one VM: makes regions for connections, and hands doorbells to the end they are for.
final class SmcStack {
    private static final long REGION_SIZE = (4 << 10) + ByteRing.CAPACITY;
    private static final PermissionSet FOR_PEER =
            new PermissionSet(PermissionSet.READ | PermissionSet.WRITE | PermissionSet.ATTACH);
    private static final PermissionSet FOR_NOBODY = new PermissionSet(PermissionSet.CLEAN_DEFAULT);

    private final IsmDriver driver;
    private final Map<Long, SmcEnd> endOfLocation = new HashMap<>();

    SmcStack(GuestVm vm) {
        this.driver = vm.driver();
    }

    long gid() {
        return driver.config().gid();
    }

    long devid() {
        return driver.devid();
    }

    /// {@return a new region to receive in, for one peer only: a token that leaks is worth nothing}
    GuestRegion regionFor(long peerDevid) throws CommandRefused {
        GuestRegion region = driver.allocate(REGION_SIZE);
        driver.grantDefault(region.token(), FOR_NOBODY);
        driver.grant(region.token(), peerDevid, FOR_PEER);
        return region;
    }

    /// {@return the peer's region, attached}
    GuestRegion attach(long token) throws CommandRefused {
        return driver.attach(token, PermissionSet.READ_WRITE);
    }

    /// {@return this VM's end of a connection}
    SmcEnd open(GuestRegion inbound, GuestRegion outbound, TextStream sends, TextStream expects) {
        SmcEnd end =
                new SmcEnd(driver, new ByteRing(inbound), new ByteRing(outbound), sends, expects);
        endOfLocation.put(inbound.location(), end);
        endOfLocation.put(outbound.location(), end);
        return end;
    }

    /// Handles the events that have come.
    ///
    /// @return how many there were
    int pump() throws AccessFault, ScenarioFailed {
        int count = 0;
        for (DeviceEvent event = driver.pollEvent(); event != null; event = driver.pollEvent()) {
            count++;
            SmcEnd end = endOfLocation.get(event.offset());
            if (event instanceof DeviceEvent.RegionUpdated && end != null) {
                end.receive();
            }
        }
        return count;
    }

    /// Leaves both regions of a connection.
    void close(SmcEnd end) throws CommandRefused {
        for (ByteRing ring : new ByteRing[] {end.inbound(), end.outbound()}) {
            endOfLocation.remove(ring.region().location());
            driver.detach(ring.region().token());
        }
    }
}

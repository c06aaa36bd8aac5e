package ismscope.device.scenario;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.guest.IsmDriver;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// One VM's way to another, in a region of the first: a cursor, and messages in a ring of slots.
final class BusyLink {
    private static final int CURSOR_AT = 0;
    private static final int SLOTS_AT = 64;
    private static final int SLOT = 192;
    private static final int SLOTS = 20;
    private static final int SHORTEST = 16;
    private static final PermissionSet ATTACHABLE =
            new PermissionSet(PermissionSet.READ | PermissionSet.WRITE | PermissionSet.ATTACH);
    private static final PermissionSet CLOSED =
            new PermissionSet(PermissionSet.READ | PermissionSet.WRITE);

    private final GuestVm from;
    private final GuestVm to;
    private final byte[] words;
    private GuestRegion out;
    private GuestRegion in;
    private long sent;
    private boolean open = true;

    BusyLink(GuestVm from, GuestVm to) throws CommandRefused {
        this.from = from;
        this.to = to;
        words = new TextStream(from.name() + " to " + to.name()).bytes(0, SLOTS * SLOT);
        out = from.driver().allocate(from.driver().config().chunkSize());
        in = to.driver().attach(out.token(), PermissionSet.READ_WRITE);
    }

    /// Puts a message into the next slot, moves the cursor and rings.
    void send(RandomGenerator random) throws AccessFault {
        int length = random.nextInt(SHORTEST, SLOT + 1);
        int slot = (int) (sent % SLOTS) * SLOT;
        out.store(SLOTS_AT + slot, Arrays.copyOfRange(words, slot, slot + length));
        sent++;
        out.storeRelease(CURSOR_AT, sent);
        from.driver().ring(out);
    }

    /// Lets the peer attach anew, or no more; what is attached stays so.
    void changeGrant() throws CommandRefused {
        open = !open;
        from.driver().grant(out.token(), to.driver().devid(), open ? ATTACHABLE : CLOSED);
    }

    /// The peer leaves and comes back, if it may.
    void rejoin() throws CommandRefused {
        if (open) {
            to.driver().detach(out.token());
            in = to.driver().attach(out.token(), PermissionSet.READ_WRITE);
        }
    }

    /// Both leave the region, which is gone then, and meet in a new one.
    void renew() throws CommandRefused {
        to.driver().detach(out.token());
        from.driver().detach(out.token());
        out = from.driver().allocate(from.driver().config().chunkSize());
        in = to.driver().attach(out.token(), PermissionSet.READ_WRITE);
        sent = 0;
        open = true;
    }

    /// The peer chooses the vector that the region's notifications raise at it.
    void bindVector() throws CommandRefused {
        to.driver().bindVector(out.token(), IsmDriver.FIRST_REGION_VECTOR);
    }

    boolean isAt(GuestVm vm, DeviceEvent event) {
        return vm == to && event.offset() == in.location();
    }

    /// A doorbell has come: the cursor is where it was moved to.
    void receive() throws AccessFault, ScenarioFailed {
        Expect.same(sent, in.loadAcquire(CURSOR_AT), "cursor at " + to.name());
    }
}

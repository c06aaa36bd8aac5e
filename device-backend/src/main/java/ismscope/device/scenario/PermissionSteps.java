package ismscope.device.scenario;

import static ismscope.device.protocol.PermissionSet.ATTACH;
import static ismscope.device.protocol.PermissionSet.MANAGE;
import static ismscope.device.protocol.PermissionSet.READ;
import static ismscope.device.protocol.PermissionSet.WRITE;

import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.guest.IsmDriver;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import java.time.Duration;

/// The chapters of [Permissions]; they are told in order, as each begins where the last one ends.
final class PermissionSteps {
    private static final Duration BEAT = Duration.ofMillis(300);

    private static final PermissionSet NONE = PermissionSet.NOTHING;
    private static final PermissionSet R = new PermissionSet(READ);
    private static final PermissionSet W = new PermissionSet(WRITE);
    private static final PermissionSet RW = new PermissionSet(READ | WRITE);
    private static final PermissionSet A = new PermissionSet(ATTACH);
    private static final PermissionSet RA = new PermissionSet(READ | ATTACH);
    private static final PermissionSet WA = new PermissionSet(WRITE | ATTACH);
    private static final PermissionSet RWA = new PermissionSet(READ | WRITE | ATTACH);
    private static final PermissionSet RWAM = new PermissionSet(READ | WRITE | ATTACH | MANAGE);

    /// CLEAN_DEFAULT, with other bits that are then of no account.
    private static final PermissionSet CLEAN =
            new PermissionSet(PermissionSet.CLEAN_DEFAULT | READ | WRITE | ATTACH);

    private static final byte[] COMMAND_9_9 = {9, 9};
    private static final byte[] ATTACH_WITHOUT_DATA = {1, 0};

    private final Stage stage;
    private final GuestVm ownerVm;
    private final IsmDriver owner;
    private final IsmDriver peer;
    private final IsmDriver third;
    private final GuestRegion region;
    private final long token;

    PermissionSteps(Stage stage) throws Exception {
        this.stage = stage;
        ownerVm = stage.boot("vm1");
        owner = ownerVm.driver();
        peer = stage.boot("vm2").driver();
        third = stage.boot("vm3").driver();
        stage.mark("vm1 allocates a region: it may do everything with it");
        region = owner.allocate(1);
        token = region.token();
        region.storeText(0, "the owner's words");
        stage.pause(BEAT);
    }

    void defaultRights() throws Exception {
        stage.mark("default rights: who has the token may attach, read and write");
        step(Ack.OK, () -> peer.attach(token, RW));
        step(Ack.OK, () -> peer.detach(token));
        step(Ack.OK, () -> peer.attach(token, NONE));
        step(Ack.OK, () -> peer.detach(token));
        stage.mark("CLEAN_DEFAULT: nobody without a grant of its own may attach");
        step(Ack.OK, () -> owner.grantDefault(token, CLEAN));
        step(Ack.PERM_EATTACH, () -> peer.attach(token, RW));
        step(Ack.PERM_EATTACH, () -> peer.attach(token, NONE));
        stage.mark("READ and WRITE without ATTACH let nobody in");
        step(Ack.OK, () -> owner.grantDefault(token, RW));
        step(Ack.PERM_EATTACH, () -> peer.attach(token, R));
        stage.mark("ATTACH without READ and WRITE lets nobody see");
        step(Ack.OK, () -> owner.grantDefault(token, A));
        step(Ack.PERM_EREAD, () -> peer.attach(token, R));
        step(Ack.PERM_EWRITE, () -> peer.attach(token, W));
    }

    void readOnlyAndWriteOnly() throws Exception {
        stage.mark("read only: asking for more is refused");
        step(Ack.OK, () -> owner.grantDefault(token, RA));
        step(Ack.PERM_EWRITE, () -> peer.attach(token, RW));
        step(Ack.PERM_EWRITE, () -> peer.attach(token, W));
        step(Ack.OK, () -> peer.attach(token, R));
        step(Ack.OK, () -> peer.detach(token));
        stage.mark("write only");
        step(Ack.OK, () -> owner.grantDefault(token, WA));
        step(Ack.PERM_EREAD, () -> peer.attach(token, RW));
        step(Ack.PERM_EREAD, () -> peer.attach(token, R));
        step(Ack.OK, () -> peer.attach(token, W));
        step(Ack.OK, () -> peer.detach(token));
    }

    void grantForOneDevice() throws Exception {
        stage.mark("a grant for one device takes the place of the default");
        step(Ack.OK, () -> owner.grantDefault(token, CLEAN));
        step(Ack.OK, () -> owner.grant(token, third.devid(), RWA));
        step(Ack.OK, () -> third.attach(token, RW));
        step(Ack.PERM_EATTACH, () -> peer.attach(token, R));
        step(Ack.OK, () -> third.detach(token));
        step(Ack.OK, () -> owner.grantDefault(token, RWA));
        step(Ack.OK, () -> owner.grant(token, third.devid(), RA));
        step(Ack.PERM_EWRITE, () -> third.attach(token, RW));
        step(Ack.OK, () -> third.attach(token, R));
        stage.mark("a grant for a device that may appear later is kept");
        step(Ack.OK, () -> owner.grant(token, Long.MAX_VALUE, RWA));
    }

    /// vm3 is attached for reading here.
    void management() throws Exception {
        stage.mark("only who holds MANAGE may grant");
        step(Ack.OK, () -> peer.attach(token, RW));
        step(Ack.PERM_EATTACH, () -> peer.grantDefault(token, RWA));
        step(Ack.PERM_EATTACH, () -> peer.grant(token, third.devid(), RWA));
        stage.mark("MANAGE can be passed on, and taken away again");
        step(Ack.OK, () -> owner.grant(token, peer.devid(), RWAM));
        step(Ack.OK, () -> peer.grant(token, third.devid(), RA));
        step(Ack.OK, () -> peer.grantDefault(token, CLEAN));
        step(Ack.OK, () -> owner.grant(token, peer.devid(), RWA));
        step(Ack.PERM_EATTACH, () -> peer.grantDefault(token, RWA));
    }

    /// vm2 is attached for reading and writing, vm3 for reading.
    void withdrawal() throws Exception {
        stage.mark("rights of an attached device are narrowed at once");
        third.detach(token);
        GuestRegion seen = attachAgain(peer);
        seen.storeText(0, "the peer's words");
        step(Ack.OK, () -> owner.grant(token, peer.devid(), RA));
        Expect.fault(() -> seen.storeText(0, "nobody will read this"));
        Expect.same("the peer's words", seen.loadText(0, 64), "what vm2 may still read");
        stage.pause(BEAT);
        stage.mark("rights of an attached device are withdrawn: it is detached at once");
        drain(owner);
        step(Ack.OK, () -> owner.grant(token, peer.devid(), NONE));
        Expect.same(
                new DeviceEvent.PeerDetached(region.location(), peer.devid(), 1),
                owner.pollEvent(),
                "what vm1 hears");
        Expect.fault(() -> seen.load(0, 1));
        step(Ack.ENOENT, () -> peer.detach(token));
        step(Ack.PERM_EATTACH, () -> peer.attach(token, R));
    }

    void wrongTokens() throws Exception {
        stage.mark("tokens of no region, and regions one is not attached to");
        long wrong = stage.random().nextLong();
        step(Ack.ENOENT, () -> peer.attach(wrong, RW));
        step(Ack.ENOENT, () -> peer.attach(0, RW));
        step(Ack.ENOENT, () -> peer.detach(wrong));
        step(Ack.ENOENT, () -> peer.grantDefault(wrong, RWA));
        step(Ack.ENOENT, () -> peer.grant(wrong, third.devid(), RWA));
        step(Ack.ENOENT, () -> peer.bindVector(wrong, IsmDriver.FIRST_REGION_VECTOR));
        step(Ack.ENOENT, () -> peer.detach(token));
        step(Ack.ENOENT, () -> peer.bindVector(token, IsmDriver.FIRST_REGION_VECTOR));
    }

    void malformed() throws Exception {
        stage.mark("commands that make no sense");
        step(Ack.ERR, () -> owner.allocate(0));
        step(Ack.ERR, () -> owner.attach(token, RW));
        step(Ack.ERR, () -> owner.bindVector(token, GuestVm.VECTORS));
        step(Ack.OK, () -> owner.bindVector(token, IsmDriver.FIRST_REGION_VECTOR));
        Expect.same(Ack.ERR.code(), (int) owner.request(COMMAND_9_9, 1)[0] & 0xff, "command 9.9");
        Expect.same(
                Ack.ERR.code(),
                (int) owner.request(ATTACH_WITHOUT_DATA, 1)[0] & 0xff,
                "a command without data");
        stage.pause(BEAT);
    }

    void noRoom() throws Exception {
        long window = stage.geometry().windowSize();
        stage.mark("no room in the device memory");
        step(Ack.ENOSPEC, () -> owner.allocate(window + 1));
        step(Ack.ENOSPEC, () -> owner.allocate(window));
        GuestRegion all = peer.allocate(window);
        stage.pause(BEAT);
        step(Ack.ENOSPEC, () -> owner.attach(all.token(), RW));
        step(Ack.OK, () -> peer.detach(all.token()));
        stage.mark("no room in the reply: nothing changes, and the device says how much it needs");
        Expect.same(
                new ControlReply.Refused(Ack.E2BIG, 1),
                owner.request(new ControlCommand.AllocRegion(1), 0),
                "ALLOC_REGION without room for an area");
        owner.grantDefault(token, RWA);
        Expect.same(
                new ControlReply.Refused(Ack.E2BIG, 1),
                third.request(new ControlCommand.AttachRegion(token, 0), 0),
                "ATTACH_REGION without room for an area");
        stage.pause(BEAT);
    }

    void afterTheOwner() throws Exception {
        stage.mark("a region lives on without its owner, and is gone with its last device");
        owner.grant(token, third.devid(), RWA);
        GuestRegion last = third.attach(token, RW);
        ownerVm.close();
        last.storeText(0, "still here");
        stage.pause(BEAT);
        step(Ack.OK, () -> third.detach(token));
        step(Ack.ENOENT, () -> third.attach(token, RW));
    }

    private GuestRegion attachAgain(IsmDriver driver) throws Exception {
        driver.detach(token);
        return driver.attach(token, RW);
    }

    private void step(Ack expected, Expect.Deed command) throws Exception {
        Expect.ack(expected, command);
        drain(peer);
        drain(third);
        stage.pause(BEAT);
    }

    private static void drain(IsmDriver driver) {
        while (driver.pollEvent() != null) {
            // What peers come and go is told by the acks already.
        }
    }
}

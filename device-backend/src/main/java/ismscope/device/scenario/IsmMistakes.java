package ismscope.device.scenario;

import static ismscope.device.tap.ViolationRule.*;
import static ismscope.device.virtqueue.DescriptorFlag.WRITE;

import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.guest.IsmDriver;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.virtqueue.QueueLayout;
import java.util.List;

/// Mistakes with the commands, doorbells, device memory and eventq of virtio-ism. The device
/// answers, or does nothing, and goes on.
final class IsmMistakes {
    private static final byte[] UNKNOWN_COMMAND = {9, 9};
    private static final byte[] SHORT_COMMAND = {0, 0, 1, 2, 3};
    private static final long UNKNOWN_RIGHT = 64;
    private static final int FEW_BYTES = 8;

    /// More comings and goings than a device keeps for a driver that takes none.
    private static final int COMINGS = 150;

    static final List<Mistake> ALL =
            List.of(
                    new Mistake(
                            COMMAND_UNKNOWN,
                            "sends the command 9.9",
                            culprit -> culprit.healthy().request(UNKNOWN_COMMAND, 1)),
                    new Mistake(
                            COMMAND_SHORT,
                            "sends ALLOC_REGION with three bytes of a size",
                            culprit -> culprit.healthy().request(SHORT_COMMAND, 1)),
                    new Mistake(
                            PERMISSION_BITS,
                            "grants a right that does not exist",
                            IsmMistakes::unknownRight),
                    new Mistake(
                            VECTOR_UNKNOWN,
                            "binds a vector that it does not have",
                            IsmMistakes::unknownVector),
                    new Mistake(
                            DOORBELL_NO_REGION,
                            "rings the doorbell of a chunk without a region",
                            culprit -> culprit.healthy().ringAt(0)),
                    new Mistake(
                            DOORBELL_OUTSIDE,
                            "rings beyond the notify area",
                            culprit -> culprit.healthy().ringAt(Long.MAX_VALUE)),
                    new Mistake(
                            DOORBELL_NOT_PERMITTED,
                            "rings for a region that it may only read",
                            IsmMistakes::ringsAsReader),
                    new Mistake(
                            ACCESS_OUTSIDE,
                            "loads from device memory without a region",
                            IsmMistakes::loadsNothing),
                    new Mistake(
                            ACCESS_NOT_PERMITTED,
                            "stores into a region that it may only read",
                            IsmMistakes::storesAsReader),
                    new Mistake(
                            EVENT_BUFFER_SHORT,
                            "has a buffer of 8 bytes for an event of 32",
                            IsmMistakes::shortEventBuffer),
                    new Mistake(
                            EVENTS_LOST,
                            "takes no event while its peer comes and goes",
                            IsmMistakes::takesNoEvents));

    private IsmMistakes() {}

    private static void unknownRight(Culprit culprit) throws Exception {
        IsmDriver driver = culprit.healthy();
        GuestRegion region = driver.allocate(1);
        driver.grantDefault(region.token(), new PermissionSet(UNKNOWN_RIGHT));
    }

    private static void unknownVector(Culprit culprit) throws Exception {
        IsmDriver driver = culprit.healthy();
        GuestRegion region = driver.allocate(1);
        Expect.ack(Ack.ERR, () -> driver.bindVector(region.token(), GuestVm.VECTORS));
    }

    private static void ringsAsReader(Culprit culprit) throws Exception {
        IsmDriver driver = culprit.healthy();
        GuestRegion region = readOnly(culprit);
        driver.ring(region);
        leave(culprit, region);
    }

    private static void loadsNothing(Culprit culprit) throws Exception {
        culprit.healthy();
        Expect.fault(() -> culprit.vm().bus().deviceMemory().load(0, new byte[1], 0, 1));
    }

    private static void storesAsReader(Culprit culprit) throws Exception {
        culprit.healthy();
        GuestRegion region = readOnly(culprit);
        Expect.fault(() -> region.storeText(0, "nobody will read this"));
        leave(culprit, region);
    }

    /// {@return a region of the peer's that the culprit may only read, attached}
    private static GuestRegion readOnly(Culprit culprit) throws Exception {
        GuestRegion region = culprit.peer().allocate(1);
        culprit.peer()
                .grantDefault(
                        region.token(),
                        new PermissionSet(PermissionSet.READ | PermissionSet.ATTACH));
        return culprit.driver().attach(region.token());
    }

    private static void leave(Culprit culprit, GuestRegion region) throws Exception {
        culprit.driver().detach(region.token());
        culprit.peer().detach(region.token());
    }

    /// The driver, which has split queues, resets its eventq alone and sets it up anew with a
    /// buffer that is too small.
    private static void shortEventBuffer(Culprit culprit) throws Exception {
        IsmDriver driver = culprit.healthy();
        GuestRegion region = driver.allocate(1);
        driver.registers().selectQueue(Culprit.EVENT_QUEUE);
        driver.registers().resetQueue();
        RawQueue queue =
                new RawQueue(
                        culprit.vm(), Culprit.EVENT_QUEUE, Culprit.QUEUE_SIZE, QueueLayout.SPLIT);
        queue.enable();
        queue.split(0, culprit.buffer(), FEW_BYTES, WRITE, 0);
        queue.offer(0);
        culprit.peer().attach(region.token());
        culprit.peer().detach(region.token());
    }

    private static void takesNoEvents(Culprit culprit) throws Exception {
        IsmDriver driver = culprit.healthy();
        GuestRegion region = driver.allocate(1);
        for (int i = 0; i < COMINGS; i++) {
            culprit.peer().attach(region.token());
            culprit.peer().detach(region.token());
        }
    }
}

package ismscope.device.scenario;

import static ismscope.device.tap.ViolationRule.*;

import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.virtqueue.QueueLayout;
import java.util.List;

/// Mistakes in the registers: the order of initialization, features, queue set-up.
final class RegisterMistakes {
    private static final int NO_SUCH_QUEUE = 7;
    private static final int MISALIGNED = 3;
    private static final int NO_POWER_OF_TWO = 7;

    static final List<Mistake> ALL =
            List.of(
                    new Mistake(
                            REGISTER_ACCESS,
                            "reads two bytes of a register that has one",
                            RegisterMistakes::wrongWidth),
                    new Mistake(
                            STATUS_ORDER,
                            "sets DRIVER_OK without FEATURES_OK",
                            RegisterMistakes::driverOkTooEarly),
                    new Mistake(
                            STATUS_BIT_CLEARED,
                            "clears DRIVER in the status without a reset",
                            RegisterMistakes::clearsBit),
                    new Mistake(
                            FEATURES_REFUSED,
                            "accepts a feature that is not offered",
                            RegisterMistakes::wantsTooMuch),
                    new Mistake(
                            FEATURES_TOO_LATE,
                            "writes features after FEATURES_OK",
                            RegisterMistakes::changesItsMind),
                    new Mistake(
                            QUEUE_ENABLED_TOO_EARLY,
                            "enables a queue before FEATURES_OK",
                            RegisterMistakes::enablesTooEarly),
                    new Mistake(
                            QUEUE_SIZE,
                            "asks for a split queue of 7 entries",
                            RegisterMistakes::oddSize),
                    new Mistake(
                            QUEUE_CHANGED_WHILE_ENABLED,
                            "moves a queue that is enabled",
                            RegisterMistakes::movesQueue),
                    new Mistake(
                            RING_ADDRESS,
                            "places a queue where it has no RAM",
                            RegisterMistakes::queueOutsideRam),
                    new Mistake(
                            RING_ALIGNMENT,
                            "places a queue at an odd address",
                            RegisterMistakes::queueMisaligned),
                    new Mistake(
                            NOTIFY_TOO_EARLY,
                            "notifies before DRIVER_OK",
                            RegisterMistakes::notifiesTooEarly),
                    new Mistake(
                            NOTIFY_UNKNOWN_QUEUE,
                            "notifies a queue that the device does not have",
                            culprit -> {
                                culprit.healthy();
                                culprit.vm().bus().notifyQueue(NO_SUCH_QUEUE);
                            }));

    private RegisterMistakes() {}

    private static void wrongWidth(Culprit culprit) {
        culprit.vm().bus().readCommon(CommonRegister.DEVICE_STATUS.offset(), Short.BYTES);
    }

    private static void driverOkTooEarly(Culprit culprit) {
        culprit.greet();
        culprit.registers().addStatus(DeviceStatus.DRIVER_OK);
    }

    private static void clearsBit(Culprit culprit) {
        culprit.greet();
        culprit.registers().writeStatus(DeviceStatus.ACKNOWLEDGE);
    }

    private static void wantsTooMuch(Culprit culprit) {
        culprit.greet();
        long notOffered = Long.lowestOneBit(~culprit.registers().offeredFeatures());
        culprit.registers().writeFeatures(FeatureBit.VERSION_1.mask() | notOffered);
        culprit.registers().addStatus(DeviceStatus.FEATURES_OK);
    }

    /// Writing the upper half as well would be the same mistake twice.
    private static void changesItsMind(Culprit culprit) {
        culprit.negotiate();
        culprit.vm()
                .bus()
                .writeCommon(
                        CommonRegister.DRIVER_FEATURE.offset(),
                        CommonRegister.DRIVER_FEATURE.width(),
                        FeatureBit.EVENT_VQ.mask());
    }

    private static void enablesTooEarly(Culprit culprit) {
        culprit.greet();
        controlQueue(culprit).enable();
    }

    private static void oddSize(Culprit culprit) {
        culprit.negotiate();
        culprit.registers().selectQueue(Culprit.CONTROL_QUEUE);
        culprit.registers().writeQueueSize(NO_POWER_OF_TWO);
    }

    private static void movesQueue(Culprit culprit) {
        culprit.healthy();
        culprit.registers().selectQueue(Culprit.CONTROL_QUEUE);
        culprit.registers().writeQueueSize(Culprit.QUEUE_SIZE);
    }

    private static void queueOutsideRam(Culprit culprit) {
        culprit.negotiate();
        RawQueue queue = controlQueue(culprit);
        queue.enableAt(0, queue.driverArea(), queue.deviceArea());
    }

    private static void queueMisaligned(Culprit culprit) {
        culprit.negotiate();
        RawQueue queue = controlQueue(culprit);
        queue.enableAt(queue.descriptorArea(), queue.driverArea() + MISALIGNED, queue.deviceArea());
    }

    private static void notifiesTooEarly(Culprit culprit) {
        culprit.negotiate();
        RawQueue queue = controlQueue(culprit);
        queue.enable();
        queue.kick();
    }

    private static RawQueue controlQueue(Culprit culprit) {
        return new RawQueue(
                culprit.vm(), Culprit.CONTROL_QUEUE, Culprit.QUEUE_SIZE, QueueLayout.SPLIT);
    }
}

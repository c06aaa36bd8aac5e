package ismscope.device.scenario;

import ismscope.device.guest.DeviceRegisters;
import ismscope.device.guest.GuestVm;
import ismscope.device.guest.IsmDriver;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.virtqueue.QueueLayout;

/// The VM whose driver makes mistakes, and a peer that has to do with it.
///
/// @param vm on, its device reset, its RAM empty
/// @param peer the driver of a VM that makes none
record Culprit(GuestVm vm, IsmDriver peer) {
    static final int CONTROL_QUEUE = 0;
    static final int EVENT_QUEUE = 1;

    /// Entries of queues that are laid out by hand, where it does not matter.
    static final int QUEUE_SIZE = 8;

    /// Bytes of [#buffer].
    static final int BUFFER = 64;

    private static final int ALIGNMENT = 16;

    IsmDriver driver() {
        return vm.driver();
    }

    DeviceRegisters registers() {
        return vm.driver().registers();
    }

    /// The driver does everything right.
    ///
    /// @return the same driver, up
    IsmDriver healthy() {
        vm.driver().start();
        return vm.driver();
    }

    /// The driver introduces itself: ACKNOWLEDGE and DRIVER.
    void greet() {
        registers().addStatus(DeviceStatus.ACKNOWLEDGE);
        registers().addStatus(DeviceStatus.DRIVER);
    }

    /// The driver gets as far as FEATURES_OK.
    ///
    /// @param features accepted besides VERSION_1
    void negotiate(FeatureBit... features) {
        greet();
        registers().writeFeatures(FeatureBit.VERSION_1.mask() | FeatureBit.mask(features));
        registers().addStatus(DeviceStatus.FEATURES_OK);
    }

    /// The driver is up, with a controlq that is laid out by hand.
    RawQueue splitQueue(int size, FeatureBit... features) {
        negotiate(features);
        return started(new RawQueue(vm, CONTROL_QUEUE, size, QueueLayout.SPLIT));
    }

    /// The driver is up, with a packed controlq that is laid out by hand.
    ///
    /// @param features accepted besides VERSION_1 and RING_PACKED
    RawQueue packedQueue(FeatureBit... features) {
        greet();
        registers()
                .writeFeatures(
                        FeatureBit.mask(FeatureBit.VERSION_1, FeatureBit.RING_PACKED)
                                | FeatureBit.mask(features));
        registers().addStatus(DeviceStatus.FEATURES_OK);
        return started(new RawQueue(vm, CONTROL_QUEUE, QUEUE_SIZE, QueueLayout.PACKED));
    }

    private RawQueue started(RawQueue queue) {
        queue.enable();
        registers().addStatus(DeviceStatus.DRIVER_OK);
        return queue;
    }

    /// {@return guest address of some bytes that nobody else uses}
    long buffer() {
        return vm.ram().allocate(BUFFER, ALIGNMENT);
    }
}

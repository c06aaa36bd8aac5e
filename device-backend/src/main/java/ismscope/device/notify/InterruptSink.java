package ismscope.device.notify;

/// Takes interrupts from a device to its guest.
///
/// Thread: called on the host's owner thread; never blocks, never throws, and does not call the
/// device before it has returned.
@FunctionalInterface
public interface InterruptSink {
    /// Raises a vector.
    ///
    /// @param vector 0 to the device's number of vectors - 1
    /// @return whether it reaches the guest; false where the guest has masked it or has no handler
    boolean raise(int vector);
}

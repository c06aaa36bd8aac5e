package ismscope.device.tap;

import java.time.Duration;

/// The only source of time in the device and the capture, so that a run can be repeated to the
/// nanosecond.
public interface HostClock {
    /// {@return nanoseconds since 1970-01-01T00:00Z, never going back}
    long epochNanos();

    /// Lets time pass on the calling thread.
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits
    void sleep(Duration time) throws InterruptedException;
}

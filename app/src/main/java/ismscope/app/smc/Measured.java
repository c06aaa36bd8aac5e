package ismscope.app.smc;

/// One case, measured.
///
/// @param link what the bytes went through, and how its ends waited
/// @param messages sent, or rounds
/// @param nanos that it took
/// @param cpuNanos that all processes used together
public record Measured(String link, Pattern pattern, long messages, long nanos, long cpuNanos) {
    /// {@return bytes a second, one way}
    public double bytesPerSecond() {
        return messages * (double) pattern.bytes() / nanos * 1e9;
    }

    /// {@return microseconds from one end to the other}
    public double oneWayMicros() {
        return nanos / 2e3 / messages;
    }

    /// {@return nanoseconds of processor time for each byte}
    public double cpuNanosPerByte() {
        return cpuNanos / (messages * (double) pattern.bytes());
    }
}

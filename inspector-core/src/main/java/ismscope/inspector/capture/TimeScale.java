package ismscope.inspector.capture;

/// What one tick of an interface's timestamps is worth (`if_tsresol`, `if_tsoffset`).
///
/// @param resolution as in the option: a negative power of ten, or of two where bit 7 is set
/// @param offsetSeconds added to every timestamp
record TimeScale(int resolution, long offsetSeconds) {
    /// Microseconds: what holds where an interface says nothing.
    static final TimeScale DEFAULT = new TimeScale(6, 0);

    private static final int POWER_OF_TWO = 0x80;
    private static final int NANO_DIGITS = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// {@return nanoseconds since the epoch; what is beyond 64 bits is the latest or earliest time
    /// there is}
    long nanos(long ticks) {
        long nanos = (resolution & POWER_OF_TWO) != 0 ? binary(ticks) : decimal(ticks);
        if (offsetSeconds == 0) {
            return nanos;
        }
        long latest = Long.MAX_VALUE / NANOS_PER_SECOND;
        long offset = Math.clamp(offsetSeconds, -latest, latest) * NANOS_PER_SECOND;
        long sum = nanos + offset;
        boolean overflow = ((nanos ^ sum) & (offset ^ sum)) < 0;
        return overflow ? (offset > 0 ? Long.MAX_VALUE : Long.MIN_VALUE) : sum;
    }

    private long decimal(long ticks) {
        if (resolution == NANO_DIGITS) {
            return ticks < 0 ? Long.MAX_VALUE : ticks;
        }
        if (resolution > NANO_DIGITS) {
            long value = ticks;
            for (int digits = resolution; digits > NANO_DIGITS && value != 0; digits--) {
                value = Long.divideUnsigned(value, 10);
            }
            return value < 0 ? Long.MAX_VALUE : value;
        }
        long factor = 1;
        for (int digits = resolution; digits < NANO_DIGITS; digits++) {
            factor *= 10;
        }
        return times(ticks, factor);
    }

    private long binary(long ticks) {
        int bits = resolution & ~POWER_OF_TWO;
        if (bits >= Long.SIZE) {
            return 0;
        }
        long seconds = ticks >>> bits;
        long fraction = bits == 0 ? 0 : ticks << (Long.SIZE - bits);
        long nanos = Math.unsignedMultiplyHigh(fraction, NANOS_PER_SECOND);
        long whole = times(seconds, NANOS_PER_SECOND);
        return whole > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : whole + nanos;
    }

    private static long times(long ticks, long factor) {
        boolean fits = Math.unsignedMultiplyHigh(ticks, factor) == 0 && ticks * factor >= 0;
        return fits ? ticks * factor : Long.MAX_VALUE;
    }
}

package ismscope.app.strip;

/// Where times stand on the strip: pure arithmetic.
///
/// @param first time at the left edge in nanoseconds
/// @param last time at the right edge
/// @param width pixels between them
record TimeScale(long first, long last, double width) {
    private static final long[] STEPS = {1, 2, 5};

    /// {@return pixels from the left edge}
    double x(long nanos) {
        return last <= first ? 0 : (double) (nanos - first) / (last - first) * width;
    }

    /// {@return the time at so many pixels, within the session}
    long time(double x) {
        double share = width <= 0 ? 0 : Math.clamp(x / width, 0, 1);
        return first + Math.round(share * (last - first));
    }

    /// {@return nanoseconds between ruler marks: 1, 2 or 5 times a power of ten, at least `apart`
    /// pixels wide; 0 if the session has no length}
    long step(double apart) {
        if (last <= first || width <= 0) {
            return 0;
        }
        double least = (last - first) / width * apart;
        for (long power = 1; power > 0 && power < Long.MAX_VALUE / 10; power *= 10) {
            for (long step : STEPS) {
                if (step * power >= least) {
                    return step * power;
                }
            }
        }
        return 0;
    }
}

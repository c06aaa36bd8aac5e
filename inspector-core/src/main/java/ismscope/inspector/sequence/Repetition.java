package ismscope.inspector.sequence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds where messages are said again and again. Owned by one thread.
final class Repetition {
    /// Messages of a fold until it begins again, at most: a doorbell, and an event and a vector for
    /// each of a few peers.
    static final int LONGEST_PERIOD = 16;

    /// How often several messages have to be there to be folded; a single one twice.
    static final int REPEATS = 3;

    private static final int SINGLE_REPEATS = 2;
    private static final int WINDOW = 64;

    private final FoldColumns folds;

    /// What the last messages are and how long they took.
    private final long[] keys = new long[WINDOW];

    private final long[] nanos = new long[WINDOW];
    private final List<LatencyRange> latencies = new ArrayList<>();
    private long messages;

    /// The message from which on a fold may begin.
    private long free;

    private long first;

    /// Of the fold that goes on, 0 while there is none.
    private int period;

    /// @param folds takes those that are over
    Repetition(FoldColumns folds) {
        this.folds = folds;
    }

    /// Takes the next message.
    ///
    /// @param key equal for messages that are the same
    /// @param took nanoseconds, or [LatencyRange#NONE]
    void take(long key, long took) {
        long message = messages++;
        keys[at(message)] = key;
        nanos[at(message)] = took;
        if (period > 0) {
            if (key == keys[at(message - period)]) {
                if ((messages - first) % period == 0) {
                    measure(1);
                }
                return;
            }
            close(message);
        }
        for (int length = 1; length <= LONGEST_PERIOD; length++) {
            int repeats = length == 1 ? SINGLE_REPEATS : REPEATS;
            if (isRepeated(length, repeats)) {
                begin(length, repeats);
                return;
            }
        }
    }

    private static int at(long message) {
        return (int) (message & WINDOW - 1);
    }

    private boolean isRepeated(int length, int repeats) {
        int count = length * repeats;
        if (messages - free < count) {
            return false;
        }
        for (long message = messages - 1; message >= messages - count + length; message--) {
            if (keys[at(message)] != keys[at(message - length)]) {
                return false;
            }
        }
        return true;
    }

    private void begin(int length, int repeats) {
        period = length;
        first = messages - (long) length * repeats;
        latencies.clear();
        for (int row = 0; row < length; row++) {
            latencies.add(LatencyRange.UNKNOWN);
        }
        measure(repeats);
    }

    /// Takes in how long the last messages took, so many rounds of them.
    private void measure(int rounds) {
        for (int i = 0; i < rounds * period; i++) {
            int row = i % period;
            long took = nanos[at(messages - (long) rounds * period + i)];
            latencies.set(row, latencies.get(row).with(took));
        }
    }

    /// Ends the fold before a message; what began anew and was not finished is none of it.
    private void close(long message) {
        Fold fold = new Fold(first, period, (message - first) / period);
        folds.add(new OpenFold(fold, latencies));
        free = fold.end();
        period = 0;
    }

    /// {@return the folds so far}
    MessageFolds folds() {
        return new MessageFolds(folds, folds.written(), folds.hidden(), messages, open());
    }

    private @Nullable OpenFold open() {
        return period == 0
                ? null
                : new OpenFold(new Fold(first, period, (messages - first) / period), latencies);
    }
}

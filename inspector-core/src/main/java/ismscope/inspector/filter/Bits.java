package ismscope.inspector.filter;

import java.util.Arrays;

/// Sets of places in a block, a bit for each.
final class Bits {
    static final int WORDS = Block.SIZE / Long.SIZE;

    private Bits() {}

    static long[] none() {
        return new long[WORDS];
    }

    /// Makes it the places `0 .. count - 1`.
    static void fill(long[] bits, int count) {
        int full = count / Long.SIZE;
        Arrays.fill(bits, 0, full, -1L);
        Arrays.fill(bits, full, WORDS, 0L);
        if (count % Long.SIZE != 0) {
            bits[full] = -1L >>> (Long.SIZE - count % Long.SIZE);
        }
    }

    static void copy(long[] from, long[] to) {
        System.arraycopy(from, 0, to, 0, WORDS);
    }

    static boolean isEmpty(long[] bits) {
        for (long word : bits) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /// Asks one place.
    @FunctionalInterface
    interface Question {
        boolean holds(int at);
    }

    /// Keeps of the candidates those of which something holds.
    static void select(long[] candidates, long[] result, Question question) {
        for (int word = 0; word < WORDS; word++) {
            long kept = 0;
            for (long left = candidates[word]; left != 0; left &= left - 1) {
                int bit = Long.numberOfTrailingZeros(left);
                if (question.holds(word * Long.SIZE + bit)) {
                    kept |= 1L << bit;
                }
            }
            result[word] = kept;
        }
    }
}

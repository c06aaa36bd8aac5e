package ismscope.inspector.diff;

import java.nio.charset.StandardCharsets;

/// A 64-bit sum of values in order: two sequences that differ have the same one by chance only.
final class Mix {
    private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;

    private Mix() {}

    static long of(long first, long... values) {
        long sum = scramble(first + FACTOR);
        for (long value : values) {
            sum = scramble(sum * FACTOR + value);
        }
        return sum;
    }

    static long of(byte[] bytes) {
        long sum = bytes.length;
        for (byte value : bytes) {
            sum = sum * FACTOR + value;
        }
        return scramble(sum);
    }

    static long of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long scramble(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51_afd7_ed55_8ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ce_b9fe_1a85_ec53L;
        return mixed ^ (mixed >>> 33);
    }
}

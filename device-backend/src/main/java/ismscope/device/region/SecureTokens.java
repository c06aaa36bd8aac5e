package ismscope.device.region;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// Tokens that nobody can guess and that never repeat, without remembering those given.
///
/// A counter is sent through a permutation of 64 bits with a secret key: a Feistel network whose
/// round function is SHA-256 over key, round and half. A permutation gives no number twice; the key
/// lives as long as the host and leaves it never.
final class SecureTokens implements TokenSource {
    private static final int ROUNDS = 10;
    private static final int KEY_LENGTH = 32;
    private final MessageDigest digest;
    private final ByteBuffer input = ByteBuffer.allocate(KEY_LENGTH + 2 * Integer.BYTES);
    private long counter;

    SecureTokens() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it (MessageDigest, "Every implementation ... is required").
            throw new AssertionError(e);
        }
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        input.put(0, key);
        counter = random.nextLong();
    }

    @Override
    public long next() {
        long token;
        do {
            token = permuted(counter++);
        } while (token == 0);
        return token;
    }

    private long permuted(long number) {
        int left = (int) (number >>> Integer.SIZE);
        int right = (int) number;
        for (int round = 0; round < ROUNDS; round++) {
            int next = left ^ mixed(round, right);
            left = right;
            right = next;
        }
        return (Integer.toUnsignedLong(left) << Integer.SIZE) | Integer.toUnsignedLong(right);
    }

    private int mixed(int round, int half) {
        input.putInt(KEY_LENGTH, round).putInt(KEY_LENGTH + Integer.BYTES, half);
        return ByteBuffer.wrap(digest.digest(input.array())).getInt();
    }
}

package ismscope.device.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TokenSourceTest {
    private static final int MANY = 200_000;

    @Test
    void secureTokensNeverRepeat() {
        assertDistinct(TokenSource.secure());
    }

    @Test
    void seededTokensNeverRepeat() {
        assertDistinct(TokenSource.seeded(42));
    }

    private static void assertDistinct(TokenSource source) {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            seen.add(source.next());
        }
        assertThat(seen).hasSize(MANY).doesNotContain(0L);
    }

    @Test
    void seededTokensRepeatWithTheirSeed() {
        assertThat(first(TokenSource.seeded(5), 100)).isEqualTo(first(TokenSource.seeded(5), 100));
        assertThat(first(TokenSource.seeded(5), 1)).isNotEqualTo(first(TokenSource.seeded(6), 1));
    }

    @Test
    void seededTokensAreNeverZero() {
        // One step below zero: the very next state would mix to 0.
        assertThat(TokenSource.seeded(-0x9e3779b97f4a7c15L).next()).isNotZero();
    }

    @Test
    void secureTokensDifferBetweenHosts() {
        Set<Long> seen = new HashSet<>();
        for (int host = 0; host < 50; host++) {
            TokenSource source = TokenSource.secure();
            for (int i = 0; i < 10; i++) {
                seen.add(source.next());
            }
        }
        assertThat(seen).hasSize(500);
    }

    @Test
    void everyBitOfASecureTokenIsSetHalfOfTheTime() {
        TokenSource source = TokenSource.secure();
        int[] set = new int[Long.SIZE];
        int tokens = 20_000;
        for (int i = 0; i < tokens; i++) {
            long token = source.next();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                set[bit] += (int) (token >>> bit & 1);
            }
        }
        // Twelve standard deviations: 71 each.
        for (int count : set) {
            assertThat(count).isBetween(tokens / 2 - 850, tokens / 2 + 850);
        }
    }

    private static long[] first(TokenSource source, int count) {
        return LongStream.generate(source::next).limit(count).toArray();
    }
}

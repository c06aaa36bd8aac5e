package ismscope.inspector.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenScrubberTest {
    private static final long FIRST = 0x1f2e_3d4c_5b6a_7988L;
    private static final long SECOND = 0x00ab_cdef_0123_4567L;
    private static final long GUESS = 5;

    private final TokenScrubber scrubber = new TokenScrubber(names(FIRST, GUESS, SECOND));

    private static TokenNames names(long... tokens) {
        SequencedMap<Long, Boolean> all = new LinkedHashMap<>();
        for (long token : tokens) {
            all.put(token, true);
        }
        return new TokenNames(all);
    }

    @Test
    void theNthTokenIsNamedByItsNumber() {
        TokenNames names = names(FIRST, GUESS, SECOND);

        assertThat(names.nameOf(FIRST)).isEqualTo(1L << 32);
        assertThat(names.nameOf(GUESS)).isEqualTo(2L << 32);
        assertThat(names.nameOf(SECOND)).isEqualTo(3L << 32);
        assertThat(names.originalOf(3L << 32)).isEqualTo(SECOND);
        assertThat(names.nameOf(77)).isEqualTo(77);
        assertThat(names.originalOf(77)).isEqualTo(77);
    }

    @Test
    void noNameIsATokenOfTheSession() {
        TokenNames names = names(1L << 32, FIRST, 3L << 32);

        assertThat(names.nameOf(1L << 32)).isEqualTo(2L << 32);
        assertThat(names.nameOf(FIRST)).isEqualTo(4L << 32);
        assertThat(names.nameOf(3L << 32)).isEqualTo(5L << 32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "token 0x1f2e3d4c5b6a7988. > token 0x0000000100000000.",
                "TOKEN=1F2E3D4C5B6A7988 > TOKEN=0000000100000000",
                "0x1f2e3d4c… and 0x00abcdef… > 0x00000001… and 0x00000003…",
                "1f2e3d4c5b > 0000000100",
                "abcdef01234567 > 00000300000000",
                "2246800662264969608 > 0000000004294967296",
                "48358647417488743 > 00000012884901888",
                "a1f2e3d4c5b6a79881f2e3d4c5b6a7988 > a00000001000000000000000100000000",
                "0x5 and 5 > 0x5 and 5",
                "1f2e3d4b5b6a7988 > 1f2e3d4b5b6a7988",
                "1f2e3d4 > 1f2e3d4",
                "99999999999999999999 > 99999999999999999999",
                "naïve – ünïcödé > naïve – ünïcödé"
            })
    void replacesTokensInText(String text, String expected) {
        assertThat(scrubber.scrub(text)).isEqualTo(expected);
    }

    @Test
    void replacesTokensInBytesAtAnyPlace() {
        for (int at = 0; at < 20; at++) {
            byte[] bytes = new byte[40];
            TokenScrubber.putWord(bytes, at, FIRST);
            TokenScrubber.putWord(bytes, at + 8, SECOND);
            scrubber.scrub(bytes, 0);

            assertThat(TokenScrubber.word(bytes, at)).isEqualTo(1L << 32);
            assertThat(TokenScrubber.word(bytes, at + 8)).isEqualTo(3L << 32);
        }
    }

    @Test
    void leavesSmallNumbersInBytesAlone() {
        byte[] bytes = new byte[16];
        TokenScrubber.putWord(bytes, 3, GUESS);
        byte[] before = bytes.clone();
        scrubber.scrub(bytes, 0);

        assertThat(bytes).isEqualTo(before);
    }

    @Test
    void leavesBytesWithoutTokensAlone() {
        Random random = new Random(1);
        byte[] bytes = new byte[200_000];
        random.nextBytes(bytes);
        byte[] before = bytes.clone();
        scrubber.scrub(bytes, 0);

        assertThat(bytes).isEqualTo(before);
    }

    @Test
    void replacesHexDigitsInContent() {
        byte[] bytes = "\0\0token: 1f2e3d4c5b6a7988\n".getBytes(StandardCharsets.US_ASCII);
        scrubber.scrub(bytes, 0);

        assertThat(new String(bytes, StandardCharsets.US_ASCII))
                .isEqualTo("\0\0token: 0000000100000000\n");
    }
}

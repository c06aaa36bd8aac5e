package ismscope.inspector.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is folded, over letters that stand for messages.
class RepetitionTest {
    private static final int SEEDS = 200;
    private static final int LETTERS = 300;

    private static MessageFolds folds(String letters) {
        Repetition repetition = new Repetition(new FoldColumns());
        IntStream.range(0, letters.length()).forEach(i -> repetition.take(letters.charAt(i), i));
        return repetition.folds();
    }

    /// {@return a row as a word each: its letter, with how often if that is more than once}
    private static String rows(String letters, Set<Long> opened) {
        FoldedRows rows = new FoldedRows(folds(letters), opened);
        StringBuilder found = new StringBuilder();
        for (long number = 0; number < rows.count(); number++) {
            FoldedRows.Row row = rows.row(number);
            found.append(number == 0 ? "" : " ").append(letters.charAt((int) row.message()));
            found.append(row.times() == 1 ? "" : row.times());
        }
        return found.toString();
    }

    @Test
    void foldsTheSameMessageInARow() {
        assertThat(rows("abbbc", Set.of())).isEqualTo("a b3 c");
        assertThat(rows("aab", Set.of())).isEqualTo("a2 b");
        assertThat(rows("ab", Set.of())).isEqualTo("a b");
    }

    @Test
    void foldsMessagesThatFollowEachOtherAgainAndAgain() {
        assertThat(rows("xabcabcabcabcy", Set.of())).isEqualTo("x a4 b4 c4 y");
        assertThat(rows("abab", Set.of())).isEqualTo("a b a b");
    }

    @Test
    void whatBeganAnewAndWasNotFinishedIsNotFolded() {
        assertThat(rows("abababax", Set.of())).isEqualTo("a3 b3 a x");
    }

    @Test
    void aFoldBehindAnotherBeginsWhereThatEnded() {
        assertThat(rows("aabbbababab", Set.of())).isEqualTo("a2 b3 a3 b3");
    }

    @Test
    void anOpenedFoldHasARowForEachMessage() {
        assertThat(rows("abbbcdd", Set.of(1L))).isEqualTo("a b b b c d2");
        assertThat(rows("abbbcdd", Set.of(5L))).isEqualTo("a b3 c d d");
        assertThat(rows("abbbcdd", Set.of(2L, 77L))).isEqualTo("a b3 c d2");
    }

    @Test
    void aFoldKnowsTheShortestAndLongestOfEachRow() {
        Repetition repetition = new Repetition(new FoldColumns());
        long[] nanos = {5, -1, 9, -1, 2, -1, 7};
        for (int i = 0; i < nanos.length; i++) {
            repetition.take(i % 2, nanos[i]);
        }
        MessageFolds open = repetition.folds();
        assertThat(open.latency(0, 0)).isEqualTo(new LatencyRange(2, 9));
        assertThat(open.latency(0, 1).isKnown()).isFalse();
        repetition.take(2, 100);
        MessageFolds closed = repetition.folds();
        assertThat(closed.fold(0)).isEqualTo(new Fold(0, 2, 3));
        assertThat(closed.latency(0, 0)).isEqualTo(new LatencyRange(2, 9));
        assertThat(closed.latency(0, 1).isKnown()).isFalse();
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, SEEDS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyMessageIsInOneRowWithOthersLikeIt(int seed) {
        String letters = letters(new Random(seed));
        MessageFolds folds = folds(letters);
        Set<Long> opened = new HashSet<>();
        for (long place = seed % 3; place < folds.count(); place += 3) {
            opened.add(folds.fold(place).first());
        }
        FoldedRows rows = new FoldedRows(folds, opened);
        long[] seen = new long[(int) rows.count()];
        for (int message = 0; message < letters.length(); message++) {
            int row = (int) rows.rowOf(message);
            seen[row]++;
            assertThat(letters.charAt((int) rows.row(row).message()))
                    .as("%s: message %d in row %d", letters, message, row)
                    .isEqualTo(letters.charAt(message));
        }
        for (int row = 0; row < seen.length; row++) {
            assertThat(seen[row]).as("%s: row %d", letters, row).isEqualTo(rows.row(row).times());
            assertThat(rows.rowOf(rows.row(row).message())).isEqualTo(row);
        }
    }

    /// {@return words of a few letters, most of them said several times}
    private static String letters(Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < LETTERS) {
            StringBuilder word = new StringBuilder();
            for (int i = random.nextInt(Repetition.LONGEST_PERIOD) + 1; i > 0; i--) {
                word.append((char) ('a' + random.nextInt(3)));
            }
            text.append(word.toString().repeat(1 + random.nextInt(5)));
        }
        return text.toString();
    }
}

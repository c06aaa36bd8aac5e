package ismscope.inspector.filter;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what somebody who mistyped a word has meant. Thread: any.
public final class NearestMatch {
    /// Words of four letters may have two letters wrong, each further three letters one more.
    private static final int LETTERS_PER_MISTAKE = 3;

    private NearestMatch() {}

    /// {@return the candidate nearest to `word`, empty if none is near enough to be meant}
    public static Optional<String> of(String word, Collection<String> candidates) {
        int allowed = 1 + bare(word).length() / LETTERS_PER_MISTAKE;
        return candidates.stream()
                .filter(candidate -> mistakes(word, candidate) <= allowed)
                .min(Comparator.comparingInt(candidate -> mistakes(word, candidate)));
    }

    /// {@return `; did you mean "x"?`, or a full stop where nothing is near}
    public static String hint(String word, Collection<String> candidates) {
        return of(word, candidates).map("; did you mean \"%s\"?"::formatted).orElse(".");
    }

    private static String bare(String word) {
        return word.replaceFirst("^-+", "");
    }

    /// A beginning of the right word is one mistake; else letters put in, left out, wrong, or
    /// swapped with their neighbour (optimal string alignment).
    private static int mistakes(String typed, String meant) {
        String from = bare(typed).toLowerCase(java.util.Locale.ROOT);
        String to = bare(meant).toLowerCase(java.util.Locale.ROOT);
        if (from.length() >= 2 && to.startsWith(from)) {
            return 1;
        }
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int wrong = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = cost[i - 1][j - 1] + wrong;
        best = Math.min(best, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}

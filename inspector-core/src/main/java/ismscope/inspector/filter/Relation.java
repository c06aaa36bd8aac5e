package ismscope.inspector.filter;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// How two values are compared, and of how many of a field's values it must hold.
///
/// @param compare the comparison of one value
/// @param all whether it must hold for all values of the field, else for any
record Relation(Compare compare, boolean all) {
    private static final Relation EQUAL = new Relation(Compare.EQUAL, false);

    /// Comparisons.
    enum Compare {
        EQUAL,
        UNEQUAL,
        GREATER,
        LESS,
        GREATER_EQUAL,
        LESS_EQUAL;

        /// {@return whether it holds}
        ///
        /// @param order as a comparator gives it
        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
                case GREATER -> order > 0;
                case LESS -> order < 0;
                case GREATER_EQUAL -> order >= 0;
                case LESS_EQUAL -> order <= 0;
            };
        }
    }

    /// Spellings, with what they mean.
    private record Spelling(Set<String> words, Relation relation) {}

    private static final Spelling[] SPELLINGS = {
        new Spelling(Set.of("==", "eq", "any_eq"), EQUAL),
        new Spelling(Set.of("===", "all_eq"), new Relation(Compare.EQUAL, true)),
        new Spelling(Set.of("!=", "ne", "all_ne"), new Relation(Compare.UNEQUAL, true)),
        new Spelling(Set.of("!==", "~=", "any_ne"), new Relation(Compare.UNEQUAL, false)),
        new Spelling(Set.of(">", "gt"), new Relation(Compare.GREATER, false)),
        new Spelling(Set.of("<", "lt"), new Relation(Compare.LESS, false)),
        new Spelling(Set.of(">=", "ge"), new Relation(Compare.GREATER_EQUAL, false)),
        new Spelling(Set.of("<=", "le"), new Relation(Compare.LESS_EQUAL, false))
    };

    /// {@return the relation that a token spells, empty if it spells none}
    static Optional<Relation> of(Token token) {
        if (token.sort() != Token.Sort.SYMBOL && token.sort() != Token.Sort.WORD) {
            return Optional.empty();
        }
        return Arrays.stream(SPELLINGS)
                .filter(spelling -> spelling.words.contains(token.text()))
                .map(Spelling::relation)
                .findFirst();
    }

    /// {@return the same for any or for all values}
    Relation quantified(boolean forAll) {
        return new Relation(compare, forAll);
    }
}

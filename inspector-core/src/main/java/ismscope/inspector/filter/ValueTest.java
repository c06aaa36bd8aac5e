package ismscope.inspector.filter;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/// What one value is asked.
sealed interface ValueTest {
    /// {@return whether a value passes}
    boolean test(Values values, int at);

    /// Of a number.
    record Numbers(LongPredicate passes) implements ValueTest {
        @Override
        public boolean test(Values values, int at) {
            return passes.test(values.number(at));
        }
    }

    /// Of a text.
    record Texts(Predicate<String> passes) implements ValueTest {
        @Override
        public boolean test(Values values, int at) {
            return passes.test(values.text(at));
        }
    }

    /// Of bytes.
    record ByteStrings(Predicate<byte[]> passes) implements ValueTest {
        @Override
        public boolean test(Values values, int at) {
            return passes.test(values.bytes(at));
        }
    }

    /// Is not zero, or true.
    ValueTest SET = new Numbers(value -> value != 0);

    /// {@return the test against a number}
    static ValueTest number(Relation.Compare compare, long literal, boolean signed) {
        return new Numbers(
                switch (compare) {
                    case EQUAL -> value -> value == literal;
                    case UNEQUAL -> value -> value != literal;
                    default ->
                            signed
                                    ? value -> compare.holds(Long.compare(value, literal))
                                    : value -> compare.holds(Long.compareUnsigned(value, literal));
                });
    }

    /// {@return the test against a text}
    static ValueTest text(Relation.Compare compare, String literal) {
        return new Texts(value -> compare.holds(value.compareTo(literal)));
    }

    /// {@return the test against bytes, unsigned and from the front}
    static ValueTest bytes(Relation.Compare compare, byte[] literal) {
        return new ByteStrings(value -> compare.holds(Arrays.compareUnsigned(value, literal)));
    }

    /// {@return whether two values of a type stand in a relation}
    static boolean related(
            Relation.Compare compare, FilterType type, Values left, int at, Values right, int to) {
        int order =
                switch (type) {
                    case TEXT -> left.text(at).compareTo(right.text(to));
                    case BYTES -> Arrays.compareUnsigned(left.bytes(at), right.bytes(to));
                    case TIME, DURATION -> Long.compare(left.number(at), right.number(to));
                    case NUMBER, FLAG -> Long.compareUnsigned(left.number(at), right.number(to));
                };
        return compare.holds(order);
    }

    /// {@return whether one byte string is somewhere in another}
    static boolean contains(byte[] bytes, byte[] wanted) {
        for (int from = 0; from + wanted.length <= bytes.length; from++) {
            if (Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}

package ismscope.inspector.filter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Makes tests of values out of literals.
final class LiteralTests {
    /// Characters of a regular expression.
    static final int MAX_PATTERN = 1024;

    private LiteralTests() {}

    /// {@return the test that compares with a literal}
    static ValueTest compare(Operand operand, Relation.Compare compare, Token literal)
            throws FilterException {
        return switch (operand.type()) {
            case TEXT -> ValueTest.text(compare, Literals.text(literal, operand.field()));
            case BYTES -> ValueTest.bytes(compare, Literals.bytes(literal, operand.field()));
            default ->
                    ValueTest.number(
                            compare, Literals.number(literal, operand), operand.type().signed());
        };
    }

    /// {@return the test whether a value lies between two literals, both included}
    static ValueTest between(Operand operand, Token low, Token high) throws FilterException {
        ValueTest from = compare(operand, Relation.Compare.GREATER_EQUAL, low);
        ValueTest to = compare(operand, Relation.Compare.LESS_EQUAL, high);
        return switch (operand.type()) {
            case TEXT -> new ValueTest.Texts(texts(from).and(texts(to)));
            case BYTES -> new ValueTest.ByteStrings(byteStrings(from).and(byteStrings(to)));
            default -> {
                LongPredicate both = numbers(from).and(numbers(to));
                yield new ValueTest.Numbers(both);
            }
        };
    }

    /// {@return the test that passes if one of these does}
    ///
    /// @param tests one and more, all for values of the operand
    static ValueTest anyOf(Operand operand, List<ValueTest> tests) {
        return switch (operand.type()) {
            case TEXT ->
                    new ValueTest.Texts(
                            tests.stream()
                                    .map(LiteralTests::texts)
                                    .reduce(Predicate::or)
                                    .orElseThrow());
            case BYTES ->
                    new ValueTest.ByteStrings(
                            tests.stream()
                                    .map(LiteralTests::byteStrings)
                                    .reduce(Predicate::or)
                                    .orElseThrow());
            default ->
                    new ValueTest.Numbers(
                            tests.stream()
                                    .map(LiteralTests::numbers)
                                    .reduce(LongPredicate::or)
                                    .orElseThrow());
        };
    }

    private static LongPredicate numbers(ValueTest test) {
        return ((ValueTest.Numbers) test).passes();
    }

    private static Predicate<String> texts(ValueTest test) {
        return ((ValueTest.Texts) test).passes();
    }

    private static Predicate<byte[]> byteStrings(ValueTest test) {
        return ((ValueTest.ByteStrings) test).passes();
    }

    /// {@return the test whether a literal is somewhere in a value}
    static ValueTest contains(Operand operand, Token word, Token literal) throws FilterException {
        requireText(operand, word);
        if (operand.type() == FilterType.TEXT) {
            String wanted = Literals.text(literal, operand.field());
            return new ValueTest.Texts(value -> value.contains(wanted));
        }
        byte[] wanted = Literals.bytes(literal, operand.field());
        return new ValueTest.ByteStrings(value -> ValueTest.contains(value, wanted));
    }

    /// {@return the test whether a regular expression has a match in a value, in capital or small
    /// letters; bytes are taken as characters 0 to 255}
    static ValueTest matches(Operand operand, Token word, Token literal) throws FilterException {
        requireText(operand, word);
        if (literal.sort() != Token.Sort.STRING) {
            throw Literals.fault(
                    literal,
                    "a regular expression stands in quotes",
                    literal.length() == 0 ? "" : '"' + literal.text() + '"');
        }
        Predicate<String> finds = BoundedText.finder(pattern(literal));
        return operand.type() == FilterType.TEXT
                ? new ValueTest.Texts(finds)
                : new ValueTest.ByteStrings(
                        value -> finds.test(new String(value, StandardCharsets.ISO_8859_1)));
    }

    private static Pattern pattern(Token literal) throws FilterException {
        if (literal.text().length() > MAX_PATTERN) {
            throw Literals.fault(
                    literal,
                    "a regular expression has at most %d characters".formatted(MAX_PATTERN),
                    "");
        }
        try {
            return Pattern.compile(
                    literal.text(),
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw Literals.fault(
                    literal,
                    "this is no regular expression: "
                            + e.getDescription().toLowerCase(java.util.Locale.ROOT),
                    "");
        }
    }

    private static void requireText(Operand operand, Token word) throws FilterException {
        if (operand.type().numeric()) {
            throw Literals.fault(
                    word,
                    "%s is a %s; only text and bytes can be asked what they %s"
                            .formatted(
                                    operand.field().name(),
                                    operand.type().word(),
                                    word.text().equals("contains") ? "contain" : "match"),
                    "==");
        }
    }

    /// {@return parts of a value, one behind the other, empty array if it has not all of them}
    static byte[] slice(byte[] value, List<Operand.Range> ranges) {
        byte[] joined = new byte[0];
        for (Operand.Range range : ranges) {
            int from = start(range, value.length);
            int to = end(range, from, value.length);
            if (from < 0 || to > value.length || to <= from) {
                return new byte[0];
            }
            int before = joined.length;
            joined = Arrays.copyOf(joined, before + to - from);
            System.arraycopy(value, from, joined, before, to - from);
        }
        return joined;
    }

    /// {@return the same of a text}
    static String slice(String value, List<Operand.Range> ranges) {
        StringBuilder joined = new StringBuilder();
        for (Operand.Range range : ranges) {
            int from = start(range, value.length());
            int to = end(range, from, value.length());
            if (from < 0 || to > value.length() || to <= from) {
                return "";
            }
            joined.append(value, from, to);
        }
        return joined.toString();
    }

    private static int start(Operand.Range range, int length) {
        return range.from() < 0 ? length + range.from() : range.from();
    }

    private static int end(Operand.Range range, int from, int length) {
        return range.length() < 0 ? length : from + range.length();
    }
}

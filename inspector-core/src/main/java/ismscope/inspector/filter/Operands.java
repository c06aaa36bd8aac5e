package ismscope.inspector.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what is compared: a field, functions around it, slices and a mask behind it.
final class Operands {
    /// Bytes or characters that a slice may be away from the beginning.
    private static final int MAX_SLICE = 1 << 24;

    private static final Pattern RANGE =
            Pattern.compile("\\s*(-?\\d{1,8})?\\s*(?:([:-])\\s*(-?\\d{1,8})?)?\\s*");

    private final TokenCursor tokens;

    Operands(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /// {@return the function that a word names}
    static Optional<Operand.Function> function(String word) {
        return Arrays.stream(Operand.Function.values())
                .filter(function -> function.word().equals(word))
                .findFirst();
    }

    /// Takes an operand.
    Operand take() throws FilterException {
        Operand operand = sliced(bare());
        if (!tokens.peek().is("&")) {
            return operand;
        }
        Token sign = tokens.next();
        if (operand.type() != FilterType.NUMBER) {
            throw Literals.fault(
                    sign,
                    "%s is %s; only numbers have bits"
                            .formatted(operand.field().name(), operand.type().word()),
                    "&&");
        }
        return new Operand.Masked(operand, Literals.plain(tokens.next(), operand.field()));
    }

    private Operand bare() throws FilterException {
        Token name = tokens.next();
        if (name.sort() != Token.Sort.WORD) {
            throw missing(name);
        }
        Operand.Function function = function(name.text()).orElse(null);
        if (function != null && tokens.peek().is("(")) {
            return call(name, function);
        }
        FilterField field = FilterFields.named(name.text());
        if (field == null) {
            throw unknown(name);
        }
        return new Operand.Plain(field);
    }

    private static FilterException missing(Token found) {
        String sentence =
                found.sort() == Token.Sort.END
                        ? "the filter ends where a field is expected"
                        : found.sort() == Token.Sort.STRING
                                ? "a test begins with a field, not with text"
                                : "a field is expected here";
        return Literals.fault(found, sentence, "");
    }

    private static FilterException unknown(Token name) {
        if (Character.isDigit(name.text().charAt(0)) || name.text().startsWith("#")) {
            return Literals.fault(name, "a test begins with a field, not with a number", "");
        }
        List<String> known = new ArrayList<>(FilterFields.names());
        for (Operand.Function function : Operand.Function.values()) {
            known.add(function.word());
        }
        // Who leaves out what all names begin with means the one that has it.
        String meant =
                known.contains("ism." + name.text())
                        ? "ism." + name.text()
                        : NearestMatch.of(name.text(), known).orElse("");
        return Literals.fault(name, "there is no field \"%s\"".formatted(name.text()), meant);
    }

    private Operand call(Token name, Operand.Function function) throws FilterException {
        tokens.enter(name);
        tokens.next();
        Operand inner = take();
        tokens.expect(")", "the function is never closed");
        tokens.leave();
        boolean fits =
                switch (function) {
                    case LEN -> !inner.type().numeric();
                    case LOWER, UPPER -> inner.type() == FilterType.TEXT;
                    case COUNT -> inner instanceof Operand.Plain;
                };
        if (!fits) {
            throw Literals.fault(
                    name,
                    "%s() takes %s"
                            .formatted(
                                    function.word(),
                                    switch (function) {
                                        case LEN -> "text or bytes";
                                        case LOWER, UPPER -> "text";
                                        case COUNT -> "a field";
                                    }),
                    "");
        }
        return new Operand.Call(function, inner);
    }

    private Operand sliced(Operand operand) throws FilterException {
        Operand result = operand;
        while (tokens.peek().sort() == Token.Sort.SLICE) {
            Token token = tokens.next();
            if (result.type().numeric()) {
                throw Literals.fault(
                        token,
                        "%s is a %s; only text and bytes have slices"
                                .formatted(result.field().name(), result.type().word()),
                        "");
            }
            tokens.enter(token);
            result = new Operand.Slice(result, ranges(token));
        }
        return result;
    }

    private static List<Operand.Range> ranges(Token token) throws FilterException {
        List<Operand.Range> ranges = new ArrayList<>();
        for (String part : token.text().split(",", -1)) {
            Matcher matcher = RANGE.matcher(part);
            Operand.Range range = matcher.matches() ? range(matcher) : null;
            if (range == null) {
                throw Literals.fault(
                        token, "a slice is [offset:length], [first-last], [:length] or [n]", "");
            }
            ranges.add(range);
        }
        return List.copyOf(ranges);
    }

    private static Operand.@Nullable Range range(Matcher matcher) {
        String first = matcher.group(1);
        String sign = matcher.group(2);
        String second = matcher.group(3);
        if (sign == null) {
            return first == null ? null : checked(Integer.parseInt(first), 1);
        }
        int from = first == null ? 0 : Integer.parseInt(first);
        if (second == null) {
            return first == null || sign.equals("-") ? null : checked(from, -1);
        }
        int to = Integer.parseInt(second);
        if (to < 0 || (sign.equals("-") && from < 0)) {
            return null;
        }
        int length = sign.equals(":") ? to : to - from + 1;
        return length < 1 ? null : checked(from, length);
    }

    private static Operand.@Nullable Range checked(int from, int length) {
        return Math.abs(from) > MAX_SLICE || length > MAX_SLICE
                ? null
                : new Operand.Range(from, length);
    }
}

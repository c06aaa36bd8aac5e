package ismscope.inspector.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What could be typed next at a place in a filter: fields, then comparisons, then values.
/// Stateless; thread: any.
public final class FilterCompletion {
    private static final Map<String, String> COMPARISONS =
            Map.of(
                    "==", "equal",
                    "!=", "not equal, of all values",
                    ">", "greater",
                    "<", "less",
                    ">=", "greater or equal",
                    "<=", "less or equal",
                    "in", "one of a set: in {1, 2 .. 5}",
                    "contains", "has this in it",
                    "matches", "has a match of a regular expression",
                    "&", "has these bits");

    private static final List<String> OF_NUMBERS =
            List.of("==", "!=", ">", "<", ">=", "<=", "in", "&");
    private static final List<String> OF_TEXTS = List.of("==", "!=", "contains", "matches", "in");
    private static final List<String> OF_FLAGS = List.of("==");

    private FilterCompletion() {}

    /// One thing that could stand there.
    ///
    /// @param text to put in
    /// @param description what it is
    /// @param from first character that it replaces
    /// @param to character behind the last that it replaces
    public record Suggestion(String text, String description, int from, int to) {
        /// {@return a text with this put in}
        public String into(String filter) {
            return filter.substring(0, from) + text + filter.substring(to);
        }

        /// {@return where the caret is then}
        public int caret() {
            return from + text.length();
        }
    }

    /// {@return what could be typed at a place, the likeliest first}
    ///
    /// @param text as far as it is typed, right or not
    /// @param caret 0 to the length of the text
    /// @param devices names of devices that there are
    public static List<Suggestion> at(String text, int caret, List<String> devices) {
        List<Token> before;
        try {
            before = new ArrayList<>(Lexer.tokens(text.substring(0, caret)));
        } catch (FilterException _) {
            // Within a string, a slice, or behind something that means nothing.
            return List.of();
        }
        before.removeLast();
        Token typed = null;
        if (!before.isEmpty()
                && before.getLast().sort() == Token.Sort.WORD
                && before.getLast().end() == caret) {
            typed = before.removeLast();
        }
        String word = typed == null ? "" : typed.text();
        int from = typed == null ? caret : typed.position();
        return choices(before, word, devices)
                .filter(choice -> !choice.getKey().equals(word))
                .map(choice -> new Suggestion(choice.getKey(), choice.getValue(), from, caret))
                .toList();
    }

    private static Stream<Map.Entry<String, String>> choices(
            List<Token> before, String word, List<String> devices) {
        if (before.isEmpty()) {
            return fields(word);
        }
        Token last = before.getLast();
        FilterField field = fieldBefore(before);
        if (field != null && (last.isWord("not") || FilterFields.named(last.text()) != null)) {
            return starting(word, comparisons(field));
        }
        boolean value =
                Relation.of(last).isPresent()
                        || last.is("{")
                        || last.is(",")
                        || last.is("..")
                        || last.is("&")
                        || last.isWord("contains");
        if (field != null && value) {
            return starting(word, values(field, devices));
        }
        boolean start =
                (last.sort() == Token.Sort.SYMBOL && !last.is("}") && !last.is(")"))
                        || List.of("and", "or", "xor", "not", "any", "all").contains(last.text());
        return start ? fields(word) : starting(word, joins());
    }

    /// {@return the field that the next word would be compared with, null if there is none}
    private static @Nullable FilterField fieldBefore(List<Token> before) {
        for (int i = before.size() - 1; i >= 0; i--) {
            Token token = before.get(i);
            FilterField field = FilterFields.named(token.text());
            if (field != null && token.sort() == Token.Sort.WORD) {
                return field;
            }
            if (token.is("&&") || token.is("||") || token.is("}") || token.is("(")) {
                return null;
            }
        }
        return null;
    }

    private static Stream<Map.Entry<String, String>> comparisons(FilterField field) {
        List<String> words =
                switch (field.type()) {
                    case TEXT, BYTES -> OF_TEXTS;
                    case FLAG -> OF_FLAGS;
                    case NUMBER, DURATION, TIME -> OF_NUMBERS;
                };
        return Stream.concat(
                words.stream()
                        .filter(word -> !word.equals("&") || field.type() == FilterType.NUMBER)
                        .map(word -> Map.entry(word, COMPARISONS.getOrDefault(word, ""))),
                joins());
    }

    private static Stream<Map.Entry<String, String>> joins() {
        return Stream.of(
                Map.entry("&&", "and"),
                Map.entry("||", "or"),
                Map.entry("^^", "one of both, not both"));
    }

    private static Stream<Map.Entry<String, String>> values(
            FilterField field, List<String> devices) {
        if (FrameFields.isDeviceName(field)) {
            return devices.stream().map(name -> Map.entry('"' + name + '"', "a device"));
        }
        return field.names().entrySet().stream()
                .map(name -> Map.entry(name.getKey(), Long.toUnsignedString(name.getValue())));
    }

    private static Stream<Map.Entry<String, String>> fields(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        Stream<Map.Entry<String, String>> fields =
                FilterFields.all().stream()
                        .map(field ->
                                Map.entry(
                                        field.name(),
                                        field.description() + " (" + field.type().word() + ")"));
        Stream<Map.Entry<String, String>> functions =
                Stream.concat(
                        Stream.of(Operand.Function.values())
                                .map(f -> Map.entry(f.word() + "(", f.description())),
                        Stream.of(Map.entry("flow(#", "events of the same flow as this one")));
        return Stream.concat(fields, functions)
                .filter(choice ->
                        choice.getKey().contains(small)
                                || choice.getValue().toLowerCase(Locale.ROOT).contains(small))
                .sorted(Comparator.comparingInt(choice -> rank(choice.getKey(), small)));
    }

    /// Those that begin with the word come first, then those of which a part does, then those that
    /// have it anywhere, and last those whose description has it.
    private static int rank(String name, String word) {
        if (name.startsWith(word)) {
            return 0;
        }
        return name.contains("." + word) ? 1 : name.contains(word) ? 2 : 3;
    }

    private static Stream<Map.Entry<String, String>> starting(
            String word, Stream<Map.Entry<String, String>> choices) {
        String small = word.toLowerCase(Locale.ROOT);
        return choices.filter(choice ->
                choice.getKey().replace("\"", "").toLowerCase(Locale.ROOT).startsWith(small));
    }
}

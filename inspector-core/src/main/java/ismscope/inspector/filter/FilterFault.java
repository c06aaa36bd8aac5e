package ismscope.inspector.filter;

/// Why a text is no filter, and where.
///
/// @param position of the first character that is wrong, 0 to the length of the text
/// @param length characters that are wrong; 0 if something is missing at `position`
/// @param sentence what is wrong, without a full stop
/// @param suggestion what could stand there instead, empty if nothing is near enough
public record FilterFault(int position, int length, String sentence, String suggestion) {
    /// {@return the sentence with the suggestion: `there is no field "x"; did you mean "y"?`}
    public String inFull() {
        return suggestion.isEmpty()
                ? sentence + "."
                : "%s; did you mean \"%s\"?".formatted(sentence, suggestion);
    }

    /// {@return the filter and below it carets under what is wrong, each line indented by two}
    ///
    /// @param text that was parsed
    public String underlined(String text) {
        String line = text.replaceAll("\\s", " ");
        return "  %s%n  %s%s"
                .formatted(line, " ".repeat(position), "^".repeat(Math.max(1, length)));
    }
}

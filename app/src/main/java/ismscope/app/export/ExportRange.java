package ismscope.app.export;

import java.util.Optional;

/// The numbers of the first and last event to export, as a person types them: counted from 1, with
/// or without `#` and commas; nothing typed means the session's own first or last.
///
/// @param first counted from 0
/// @param last counted from 0, included
record ExportRange(long first, long last) {
    private static final int MOST_DIGITS = 18;

    /// {@return the range, empty if it is none: not numbers, or the last before the first}
    static Optional<ExportRange> parse(String first, String last) {
        Optional<Long> from = number(first, 1);
        Optional<Long> to = number(last, Long.MAX_VALUE);
        if (from.isEmpty() || to.isEmpty() || to.get() < from.get()) {
            return Optional.empty();
        }
        return Optional.of(new ExportRange(from.get() - 1, to.get() - 1));
    }

    private static Optional<Long> number(String typed, long usual) {
        String digits = typed.strip().replaceFirst("^#", "").replaceAll("[,_ ]", "");
        if (digits.isEmpty()) {
            return Optional.of(usual);
        }
        boolean sane = digits.matches("[0-9]+") && digits.length() <= MOST_DIGITS;
        return sane
                ? Optional.of(Long.parseLong(digits)).filter(number -> number >= 1)
                : Optional.empty();
    }
}

package ismscope.inspector.filter;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A text that a regular expression may look at only so often, so that one with nested repetitions
/// gives up instead of never coming back.
///
/// @param steps looks left, shared with its parts
record BoundedText(CharSequence text, int[] steps) implements CharSequence {
    /// Characters of a value that are looked at.
    static final int MAX_LENGTH = 1 << 16;

    /// Looks at characters of one value.
    static final int MAX_STEPS = 1 << 20;

    /// The pattern took too many steps.
    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    /// {@return whether a text has a match; one that takes too many steps counts as none}
    static Predicate<String> finder(Pattern pattern) {
        return value -> {
            String part = value.substring(0, Math.min(value.length(), MAX_LENGTH));
            try {
                return pattern.matcher(new BoundedText(part, new int[] {MAX_STEPS})).find();
            } catch (TooManySteps | StackOverflowError e) {
                return false;
            }
        };
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (steps[0]-- <= 0) {
            throw new TooManySteps();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

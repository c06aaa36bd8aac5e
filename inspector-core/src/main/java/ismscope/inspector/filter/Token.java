package ismscope.inspector.filter;

/// A piece of a filter's text.
///
/// @param text its characters; of a string those that it stands for
/// @param position of its first character
/// @param length characters that it takes in the filter
record Token(Sort sort, String text, int position, int length) {
    /// Sorts of tokens.
    enum Sort {
        /// Names, numbers, durations, bytes: what they are depends on what they stand beside.
        WORD,
        /// Text in quotes, escapes resolved.
        STRING,
        /// `==`, `&&`, `(` and the like.
        SYMBOL,
        /// What is between `[` and `]`.
        SLICE,
        /// Behind the last character.
        END
    }

    boolean is(String symbol) {
        return sort == Sort.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return sort == Sort.WORD && text.equals(word);
    }

    int end() {
        return position + length;
    }
}

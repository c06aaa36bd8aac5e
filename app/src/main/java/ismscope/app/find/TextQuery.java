package ismscope.app.find;

import ismscope.inspector.event.ValueText;
import java.util.Locale;
import java.util.regex.Pattern;

/// What is searched for among events: words, whatever their case; what begins with `0x` also stands
/// for the first digits of a token and, from two bytes on, for bytes in their order.
///
/// Immutable and toolkit-free. Two queries are never equal: each is a search of its own.
public final class TextQuery {
    /// Nothing is searched for.
    public static final TextQuery NONE = new TextQuery("", "", new byte[0]);

    private static final Pattern HEX = Pattern.compile("0x[0-9a-f][0-9a-f\\s:,_-]*");
    private static final int FEWEST_BYTES = 2;

    private final String words;
    private final String token;
    private final byte[] bytes;

    private TextQuery(String words, String token, byte[] bytes) {
        this.words = words;
        this.token = token;
        this.bytes = bytes;
    }

    /// {@return what a text asks for; a blank one asks for nothing}
    public static TextQuery of(String typed) {
        String words = typed.strip().toLowerCase(Locale.ROOT);
        if (words.isEmpty()) {
            return NONE;
        }
        if (!HEX.matcher(words).matches()) {
            return new TextQuery(words, "", new byte[0]);
        }
        byte[] bytes = BytePattern.read(words, false).orElse(new byte[0]);
        return new TextQuery(
                words,
                words.replaceAll("[\\s:,_-]", ""),
                bytes.length < FEWEST_BYTES ? new byte[0] : bytes);
    }

    /// {@return whether nothing is searched for}
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /// {@return characters of the words}
    public int length() {
        return words.length();
    }

    /// {@return bytes that are searched for, 0 for none}
    public int byteCount() {
        return bytes.length;
    }

    /// {@return where the words stand in a line at or after `from`, -1 if nowhere}
    public int indexIn(String line, int from) {
        if (isEmpty()) {
            return -1;
        }
        for (int place = from; place <= line.length() - words.length(); place++) {
            if (line.regionMatches(true, place, words, 0, words.length())) {
                return place;
            }
        }
        return -1;
    }

    /// {@return whether the token of this number begins so}
    ///
    /// @param number of a region, 0 for none
    public boolean beginsToken(long number) {
        return !token.isEmpty() && number != 0 && ValueText.token(number).startsWith(token);
    }

    /// {@return where the bytes stand, -1 if nowhere or none are searched for}
    public int indexIn(byte[] where) {
        for (int place = 0; bytes.length > 0 && place <= where.length - bytes.length; place++) {
            if (BytePattern.standsAt(where, place, bytes)) {
                return place;
            }
        }
        return -1;
    }
}

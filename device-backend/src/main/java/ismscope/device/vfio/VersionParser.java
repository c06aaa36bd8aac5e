package ismscope.device.vfio;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads JSON by RFC 8259, as much of it as a VERSION message needs. Used once.
final class VersionParser {
    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 18;
    private static final String CAPABILITIES = "capabilities";

    private final String text;
    private final SequencedMap<String, Long> numbers = new LinkedHashMap<>();
    private final SequencedMap<String, Boolean> truths = new LinkedHashMap<>();
    private int at;

    /// Objects and arrays around the place.
    private int depth;

    /// Whether the members of the innermost object are capabilities.
    private boolean inCapabilities;

    VersionParser(String text) {
        this.text = text;
    }

    @Nullable VersionText parse() {
        skipBlanks();
        if (peek() != '{' || !object(false)) {
            return null;
        }
        skipBlanks();
        return at == text.length() ? new VersionText(numbers, truths) : null;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char wanted) {
        skipBlanks();
        boolean there = peek() == wanted && at < text.length();
        if (there) {
            at++;
        }
        return there;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /// @param capabilities whether its members are capabilities
    private boolean object(boolean capabilities) {
        if (!take('{') || ++depth > DEEPEST) {
            return false;
        }
        if (!take('}')) {
            do {
                if (!member(capabilities)) {
                    return false;
                }
            } while (take(','));
            if (!take('}')) {
                return false;
            }
        }
        depth--;
        return true;
    }

    private boolean member(boolean capabilities) {
        skipBlanks();
        String name = string();
        if (name == null || !take(':')) {
            return false;
        }
        skipBlanks();
        if (peek() == '{') {
            return object(depth == 1 && name.equals(CAPABILITIES));
        }
        inCapabilities = capabilities;
        return value(name);
    }

    private boolean value(String name) {
        skipBlanks();
        return switch (peek()) {
            case '{' -> object(false);
            case '[' -> array();
            case '"' -> string() != null;
            case 't' -> word("true") && keep(name, true);
            case 'f' -> word("false") && keep(name, false);
            case 'n' -> word("null");
            default -> number(name);
        };
    }

    private boolean array() {
        if (!take('[') || ++depth > DEEPEST) {
            return false;
        }
        inCapabilities = false;
        if (!take(']')) {
            do {
                if (!value("")) {
                    return false;
                }
            } while (take(','));
            if (!take(']')) {
                return false;
            }
        }
        depth--;
        return true;
    }

    private @Nullable String string() {
        if (peek() != '"') {
            return null;
        }
        int start = ++at;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) < ' ') {
                return null;
            }
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            return null;
        }
        return text.substring(start, at++);
    }

    private boolean word(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private boolean keep(String name, boolean value) {
        if (inCapabilities) {
            truths.put(name, value);
        }
        return true;
    }

    private boolean number(String name) {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int digits = at;
        skipDigits();
        boolean any = at > digits && (text.charAt(digits) != '0' || at == digits + 1);
        boolean whole = true;
        if (any && peek() == '.') {
            at++;
            whole = false;
            any = skipDigits();
        }
        if (any && (peek() == 'e' || peek() == 'E')) {
            at++;
            whole = false;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            any = skipDigits();
        }
        if (any && whole && inCapabilities && at - digits <= LONGEST_NUMBER) {
            numbers.put(name, Long.parseLong(text.substring(start, at)));
        }
        return any;
    }

    private boolean skipDigits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at > start;
    }
}

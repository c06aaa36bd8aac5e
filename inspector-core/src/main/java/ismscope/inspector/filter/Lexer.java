package ismscope.inspector.filter;

import java.util.ArrayList;
import java.util.List;

/// Cuts the text of a filter into tokens. Grammar: docs/filter-language.md.
final class Lexer {
    /// Longer first, so that `===` is not `==` and `=`.
    private static final List<String> SYMBOLS =
            List.of(
                    "===", "!==", "==", "!=", "~=", ">=", "<=", "&&", "||", "^^", "..", "(", ")",
                    "{", "}", ",", ">", "<", "!", "&", "~", "=");

    private static final String SIMPLE_ESCAPES = "\"'\\abfnrtv";
    private static final String ESCAPED = "\"'\\\u0007\b\f\n\r\t\u000b";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /// {@return the tokens of a text, one of sort END last}
    static List<Token> tokens(String text) throws FilterException {
        Lexer lexer = new Lexer(text);
        lexer.all();
        return lexer.tokens;
    }

    private void all() throws FilterException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"') {
                string(at, false);
            } else if ((c == 'r' || c == 'R') && text.startsWith("\"", at + 1)) {
                string(at, true);
            } else if (c == '[') {
                slice();
            } else if (isWordPart(at)) {
                word();
            } else {
                symbol();
            }
        }
        tokens.add(new Token(Token.Sort.END, "", text.length(), 0));
    }

    private boolean isWordPart(int place) {
        if (place >= text.length()) {
            return false;
        }
        char c = text.charAt(place);
        return Character.isLetterOrDigit(c)
                || "_:-#".indexOf(c) >= 0
                || (c == '.' && !text.startsWith("..", place));
    }

    private void word() {
        int start = at;
        while (isWordPart(at)) {
            at++;
        }
        add(Token.Sort.WORD, text.substring(start, at), start);
    }

    private void symbol() throws FilterException {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                int start = at;
                at += symbol.length();
                add(Token.Sort.SYMBOL, symbol, start);
                return;
            }
        }
        String found = new String(Character.toChars(text.codePointAt(at)));
        String meant = found.equals("|") ? "||" : found.equals("^") ? "^^" : "";
        throw fault(at, found.length(), "\"%s\" means nothing here".formatted(found), meant);
    }

    private void slice() throws FilterException {
        int start = at;
        int close = text.indexOf(']', at);
        if (close < 0) {
            throw fault(start, 1, "this [ is never closed", "");
        }
        at = close + 1;
        add(Token.Sort.SLICE, text.substring(start + 1, close), start);
    }

    private void string(int start, boolean raw) throws FilterException {
        StringBuilder value = new StringBuilder();
        at = start + (raw ? 2 : 1);
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c != '\\') {
                value.append(c);
            } else if (raw) {
                // In a raw string only \" is one character, and keeps its backslash.
                value.append(c);
                if (at < text.length()) {
                    value.append(text.charAt(at++));
                }
            } else {
                escape(value);
            }
        }
        if (at >= text.length()) {
            throw fault(start, text.length() - start, "this text has no closing quote", "");
        }
        at++;
        add(Token.Sort.STRING, value.toString(), start);
    }

    private void escape(StringBuilder value) throws FilterException {
        char c = at < text.length() ? text.charAt(at) : 0;
        int simple = SIMPLE_ESCAPES.indexOf(c);
        if (simple >= 0) {
            value.append(ESCAPED.charAt(simple));
            at++;
        } else if (c == 'x') {
            at++;
            value.append((char) code(16, 2, 2));
        } else if (c == 'u') {
            at++;
            value.append((char) code(16, 4, 4));
        } else if (c >= '0' && c <= '7') {
            value.append((char) code(8, 1, 3));
        } else {
            int length = Math.min(2, text.length() - at + 1);
            throw fault(at - 1, length, "there is no such escape; write \\\\ for a backslash", "");
        }
    }

    private int code(int base, int least, int most) throws FilterException {
        int start = at;
        int value = 0;
        while (at < text.length() && at - start < most) {
            int digit = Character.digit(text.charAt(at), base);
            if (digit < 0 || text.charAt(at) > 'f') {
                break;
            }
            value = value * base + digit;
            at++;
        }
        if (at - start < least) {
            throw fault(start, at - start, "%d digits are missing here".formatted(least), "");
        }
        return value;
    }

    private void add(Token.Sort sort, String value, int start) {
        tokens.add(new Token(sort, value, start, at - start));
    }

    private static FilterException fault(int at, int length, String sentence, String suggestion) {
        return new FilterException(new FilterFault(at, length, sentence, suggestion));
    }
}

package ismscope.inspector.filter;

import java.util.List;

/// Goes through the tokens of a filter, and counts how deep they are nested.
final class TokenCursor {
    /// Parentheses, negations, functions and slices inside each other.
    static final int MAX_DEPTH = 64;

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    /// {@return the token behind the next}
    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    /// Takes a token; the one of sort END is there for ever.
    Token next() {
        Token token = tokens.get(at);
        if (token.sort() != Token.Sort.END) {
            at++;
        }
        return token;
    }

    /// Takes the next token if it is this symbol or word.
    boolean takes(String symbol, String word) {
        if (peek().is(symbol) || peek().isWord(word)) {
            at++;
            return true;
        }
        return false;
    }

    /// Takes a symbol that must be there.
    void expect(String symbol, String sentence) throws FilterException {
        Token token = peek();
        if (!token.is(symbol)) {
            throw Literals.fault(token, sentence, symbol);
        }
        at++;
    }

    void enter(Token token) throws FilterException {
        depth++;
        if (depth > MAX_DEPTH) {
            throw Literals.fault(
                    token, "this is nested more than %d times".formatted(MAX_DEPTH), "");
        }
    }

    void leave() {
        depth--;
    }
}

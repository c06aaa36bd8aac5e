package ismscope.inspector.filter;

import ismscope.inspector.event.EventContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses a filter by recursive descent. Grammar: docs/filter-language.md.
final class Parser {
    /// Characters of a filter.
    static final int MAX_LENGTH = 1 << 14;

    private final EventContext session;
    private final TokenCursor tokens;
    private final Operands operands;

    private Parser(List<Token> tokens, EventContext session) {
        this.tokens = new TokenCursor(tokens);
        this.session = session;
        operands = new Operands(this.tokens);
    }

    /// {@return the expression; a text without tokens is one that always holds}
    ///
    /// @param session what `flow(#n)` is looked up in
    static Expression parse(String text, EventContext session) throws FilterException {
        if (text.length() > MAX_LENGTH) {
            throw new FilterException(
                    new FilterFault(
                            MAX_LENGTH,
                            text.length() - MAX_LENGTH,
                            "a filter has at most %d characters".formatted(MAX_LENGTH),
                            ""));
        }
        Parser parser = new Parser(Lexer.tokens(text), session);
        if (parser.tokens.peek().sort() == Token.Sort.END) {
            return new Expression.And(List.of());
        }
        Expression expression = parser.or();
        Token rest = parser.tokens.peek();
        if (rest.sort() != Token.Sort.END) {
            throw rest(rest);
        }
        return expression;
    }

    private static FilterException rest(Token token) {
        if (token.is(")")) {
            return Literals.fault(token, "this ) closes nothing", "");
        }
        if (token.is("=")) {
            return Literals.fault(token, "one = compares nothing", "==");
        }
        boolean compares = Relation.of(token).isPresent();
        return Literals.fault(
                token,
                compares
                        ? "a comparison has two sides; join two comparisons"
                        : "\"%s\" is one too many; join tests".formatted(token.text()),
                "&&");
    }

    private Expression or() throws FilterException {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(xor());
        } while (tokens.takes("||", "or"));
        return parts.size() == 1 ? parts.getFirst() : new Expression.Or(List.copyOf(parts));
    }

    private Expression xor() throws FilterException {
        Expression left = and();
        Token first = tokens.peek();
        int levels = 0;
        while (tokens.takes("^^", "xor")) {
            // Each makes the tree one level deeper, which whoever walks it must be able to bear.
            tokens.enter(first);
            levels++;
            left = new Expression.Xor(left, and());
        }
        for (int i = 0; i < levels; i++) {
            tokens.leave();
        }
        return left;
    }

    private Expression and() throws FilterException {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(not());
        } while (tokens.takes("&&", "and"));
        return parts.size() == 1 ? parts.getFirst() : new Expression.And(List.copyOf(parts));
    }

    private Expression not() throws FilterException {
        Token token = tokens.peek();
        if (tokens.takes("!", "not")) {
            tokens.enter(token);
            Expression inner = not();
            tokens.leave();
            return new Expression.Not(inner);
        }
        if (token.is("(")) {
            tokens.enter(token);
            tokens.next();
            Expression inner = or();
            tokens.expect(")", "a ( is never closed");
            tokens.leave();
            return inner;
        }
        return token.isWord("flow") && tokens.peekSecond().is("(") ? flow() : test();
    }

    private Expression flow() throws FilterException {
        tokens.next();
        tokens.next();
        Token number = tokens.next();
        FilterField numbers = field("frame.number");
        long event = Literals.plain(number, numbers) - 1;
        tokens.expect(")", "flow( is never closed");
        if (event < 0 || event >= session.eventCount()) {
            throw Literals.fault(
                    number,
                    "there is no event %s, the session has %d"
                            .formatted(number.text(), session.eventCount()),
                    "");
        }
        long flow = session.flow(event);
        return flow == 0 ? equals(numbers, event + 1) : equals(field("ism.flow"), flow);
    }

    private static FilterField field(String name) {
        return java.util.Objects.requireNonNull(FilterFields.named(name));
    }

    private static Expression equals(FilterField field, long value) {
        return new Expression.Test(
                new Operand.Plain(field),
                false,
                ValueTest.number(Relation.Compare.EQUAL, value, false));
    }

    private Expression test() throws FilterException {
        boolean all = tokens.peek().isWord("all");
        boolean quantified = all || tokens.peek().isWord("any");
        if (quantified) {
            tokens.next();
        }
        Token start = tokens.peek();
        Operand operand = operands.take();
        Token operator = tokens.peek();
        Optional<Relation> relation = Relation.of(operator);
        if (relation.isPresent()) {
            tokens.next();
            Relation asked = relation.get();
            return compared(operand, quantified ? asked.quantified(all) : asked);
        }
        if (operator.is("=")) {
            throw Literals.fault(operator, "one = compares nothing", "==");
        }
        if (operator.isWord("in") || (operator.isWord("not") && tokens.peekSecond().isWord("in"))) {
            return in(operand, all);
        }
        if (operator.isWord("contains")) {
            tokens.next();
            Token literal = literal();
            return new Expression.Test(
                    operand, all, LiteralTests.contains(operand, operator, literal));
        }
        if (operator.isWord("matches") || operator.is("~")) {
            tokens.next();
            return new Expression.Test(
                    operand, all, LiteralTests.matches(operand, operator, literal()));
        }
        return standingAlone(operand, quantified, start);
    }

    private static Expression standingAlone(Operand operand, boolean quantified, Token start)
            throws FilterException {
        if (quantified || operand instanceof Operand.Call) {
            throw Literals.fault(start, "this is not compared with anything", "");
        }
        return operand.type() == FilterType.FLAG || operand instanceof Operand.Masked
                ? new Expression.Test(operand, false, ValueTest.SET)
                : new Expression.Exists(operand);
    }

    private Expression compared(Operand left, Relation relation) throws FilterException {
        Token right = tokens.peek();
        boolean call = Operands.function(right.text()).isPresent() && tokens.peekSecond().is("(");
        if (right.sort() == Token.Sort.WORD && (call || FilterFields.named(right.text()) != null)) {
            Operand other = operands.take();
            if (other.type() != left.type()) {
                throw Literals.fault(
                        right,
                        "%s is %s and cannot be compared with %s"
                                .formatted(right.text(), other.type().word(), left.type().word()),
                        "");
            }
            return new Expression.Pair(left, other, relation);
        }
        Token literal = literal();
        return new Expression.Test(
                left, relation.all(), LiteralTests.compare(left, relation.compare(), literal));
    }

    private Token literal() throws FilterException {
        Token token = tokens.next();
        if (token.sort() == Token.Sort.END) {
            throw Literals.fault(token, "the filter ends where a value is expected", "");
        }
        if (token.sort() == Token.Sort.SYMBOL || token.sort() == Token.Sort.SLICE) {
            throw Literals.fault(token, "a value is expected here", "");
        }
        return token;
    }

    private Expression in(Operand operand, boolean all) throws FilterException {
        boolean negated = tokens.takes("", "not");
        tokens.next();
        tokens.expect("{", "a set begins with a brace");
        List<ValueTest> tests = new ArrayList<>();
        do {
            Token low = literal();
            if (tokens.takes("..", "")) {
                tests.add(LiteralTests.between(operand, low, literal()));
            } else {
                tests.add(LiteralTests.compare(operand, Relation.Compare.EQUAL, low));
            }
        } while (tokens.takes(",", ""));
        tokens.expect("}", "the set is never closed");
        Expression test = new Expression.Test(operand, all, LiteralTests.anyOf(operand, tests));
        return negated ? new Expression.Not(test) : test;
    }
}

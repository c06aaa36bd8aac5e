package ismscope.inspector.filter;

import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.IsmField;
import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A filter: which events of a session are wanted. Language: docs/filter-language.md.
///
/// Immutable; thread: any.
public final class Filter {
    /// Wants every event.
    public static final Filter EVERYTHING = new Filter("", new Expression.And(List.of()));

    private static final String INFO = "_ws.col.info";

    private static final List<String> REPLY_FIELDS =
            List.of(
                    "ism.status",
                    INFO,
                    IsmField.RESULT.fieldName(),
                    IsmField.LATENCY.fieldName(),
                    IsmField.RESPONSE_TIME.fieldName(),
                    IsmField.RESPONSE_IN.fieldName());

    private static final List<String> PEER_FIELDS = List.of(INFO, IsmField.PEER.fieldName());

    private final String text;
    private final Expression expression;

    private Filter(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
    }

    /// {@return the filter that a text says; one without words wants every event}
    ///
    /// @param session whose events `flow(#n)` may name
    /// @throws FilterException if the text is no filter, with the place and what could stand there
    public static Filter parse(String text, EventContext session) throws FilterException {
        return new Filter(text, Parser.parse(text, session));
    }

    /// {@return the text it was parsed from}
    public String text() {
        return text;
    }

    /// {@return whether it wants every event, because it says nothing}
    public boolean wantsAll() {
        return expression instanceof Expression.And(List<Expression> parts) && parts.isEmpty();
    }

    /// {@return whether one event is wanted; for many, [FilterRun] is quicker}
    public boolean accepts(SessionSnapshot session, long event) {
        FilterRun.Evaluation evaluation = new FilterRun.Evaluation(this, session);
        return evaluation.accepts(event);
    }

    Expression expression() {
        return expression;
    }

    /// {@return whether what it says of a request changes with its reply}
    boolean asksForReplies() {
        return anyField(field -> isOneOf(field, REPLY_FIELDS));
    }

    /// {@return whether what it says of an event changes when another device appears}
    boolean asksForPeers() {
        return anyField(field -> isOneOf(field, PEER_FIELDS));
    }

    /// {@return whether it looks into the lines that tell what happened}
    boolean asksForInfo() {
        return anyField(field -> field.name().equals(INFO));
    }

    /// {@return kinds of events that change what it asks of states, by the bits of their codes}
    int stateKinds() {
        return fields(expression)
                .mapToInt(field -> field.source().changedBy())
                .reduce(0, (some, more) -> some | more);
    }

    private static boolean isOneOf(FilterField field, List<String> names) {
        return names.contains(field.name());
    }

    private boolean anyField(Predicate<FilterField> wanted) {
        return fields(expression).anyMatch(wanted);
    }

    private static Stream<FilterField> fields(Expression expression) {
        return switch (expression) {
            case Expression.And(List<Expression> parts) -> fields(parts);
            case Expression.Or(List<Expression> parts) -> fields(parts);
            case Expression.Xor(Expression left, Expression right) -> fields(List.of(left, right));
            case Expression.Not(Expression inner) -> fields(inner);
            case Expression.Exists(Operand operand) -> Stream.of(operand.field());
            case Expression.Test test -> Stream.of(test.of().field());
            case Expression.Pair pair -> Stream.of(pair.left().field(), pair.right().field());
        };
    }

    private static Stream<FilterField> fields(List<Expression> parts) {
        return parts.stream().flatMap(Filter::fields);
    }
}

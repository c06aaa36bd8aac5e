package ismscope.inspector.filter;

import java.util.List;

/// A filter as parsed: every type checked, every name and literal resolved.
sealed interface Expression {
    /// All of them hold; two or more.
    record And(List<Expression> parts) implements Expression {}

    /// At least one of them holds; two or more.
    record Or(List<Expression> parts) implements Expression {}

    /// Exactly one of them holds.
    record Xor(Expression left, Expression right) implements Expression {}

    /// It does not hold.
    record Not(Expression of) implements Expression {}

    /// There is a value.
    record Exists(Operand of) implements Expression {}

    /// There is a value, and any or all values pass.
    record Test(Operand of, boolean all, ValueTest test) implements Expression {}

    /// Both sides have values, and any or all pairs of them stand in a relation.
    record Pair(Operand left, Operand right, Relation relation) implements Expression {}
}

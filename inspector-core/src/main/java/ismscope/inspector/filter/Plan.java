package ismscope.inspector.filter;

import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.LongPredicate;

/// Makes an expression ready to run. Of tests that are joined those go first that columns answer,
/// then those that need the record, then those that need it taken apart, then the state; and events
/// of kinds that cannot have a field are not asked for it.
final class Plan {
    private Plan() {}

    /// {@return a test for one thread}
    static BlockTest of(Expression expression) {
        return switch (expression) {
            case Expression.And(List<Expression> parts) when parts.isEmpty() ->
                    (_, candidates, result) -> Bits.copy(candidates, result);
            case Expression.And(List<Expression> parts) -> joined(parts, BlockTest::and);
            case Expression.Or(List<Expression> parts) -> joined(parts, BlockTest::or);
            case Expression.Xor(Expression left, Expression right) -> of(left).xor(of(right));
            case Expression.Not(Expression inner) -> of(inner).not();
            case Expression.Exists(Operand operand) -> exists(operand);
            case Expression.Test test -> test(test);
            case Expression.Pair pair -> pair(pair);
        };
    }

    private static BlockTest joined(List<Expression> parts, BinaryOperator<BlockTest> join) {
        return parts.stream()
                .sorted(Comparator.comparing(Plan::cost))
                .map(Plan::of)
                .reduce(join)
                .orElseThrow();
    }

    /// {@return what one event costs at most}
    static FieldSource.Cost cost(Expression expression) {
        return switch (expression) {
            case Expression.And(List<Expression> parts) -> cost(parts);
            case Expression.Or(List<Expression> parts) -> cost(parts);
            case Expression.Xor(Expression left, Expression right) -> cost(List.of(left, right));
            case Expression.Not(Expression inner) -> cost(inner);
            case Expression.Exists(Operand operand) -> cost(operand);
            case Expression.Test test -> cost(test.of());
            case Expression.Pair pair -> later(cost(pair.left()), cost(pair.right()));
        };
    }

    private static FieldSource.Cost cost(List<Expression> parts) {
        return parts.stream().map(Plan::cost).reduce(FieldSource.Cost.COLUMN, Plan::later);
    }

    private static FieldSource.Cost cost(Operand operand) {
        return operand.field().source().cost();
    }

    private static FieldSource.Cost later(FieldSource.Cost one, FieldSource.Cost other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static BlockTest exists(Operand operand) {
        FieldSource.Reader reader = reader(operand);
        Values values = new Values();
        return gated(
                kinds(operand),
                (block, candidates, result) ->
                        Bits.select(
                                candidates,
                                result,
                                at -> {
                                    values.clear();
                                    reader.read(block, at, values);
                                    return values.size() > 0;
                                }));
    }

    private static BlockTest test(Expression.Test test) {
        FieldSource source = test.of().field().source();
        if (test.of() instanceof Operand.Plain
                && source.single() != null
                && test.test() instanceof ValueTest.Numbers(LongPredicate passes)) {
            FieldSource.Single single = source.single();
            return (block, candidates, result) ->
                    Bits.select(candidates, result, at -> passes.test(single.number(block, at)));
        }
        BlockTest asked = asked(test);
        return FrameFields.isDeviceName(test.of().field())
                ? new DeviceTest(asked)
                : gated(kinds(test.of()), asked);
    }

    private static BlockTest asked(Expression.Test test) {
        FieldSource.Reader reader = reader(test.of());
        Values values = new Values();
        boolean all = test.all();
        ValueTest passes = test.test();
        return (block, candidates, result) ->
                Bits.select(
                        candidates,
                        result,
                        at -> {
                            values.clear();
                            reader.read(block, at, values);
                            for (int i = 0; i < values.size(); i++) {
                                if (passes.test(values, i) != all) {
                                    return !all;
                                }
                            }
                            return all && values.size() > 0;
                        });
    }

    private static BlockTest pair(Expression.Pair pair) {
        FieldSource.Reader leftReader = reader(pair.left());
        FieldSource.Reader rightReader = reader(pair.right());
        FilterType type = pair.left().type();
        Relation relation = pair.relation();
        Values left = new Values();
        Values right = new Values();
        return gated(
                kinds(pair.left()) & kinds(pair.right()),
                (block, candidates, result) ->
                        Bits.select(
                                candidates,
                                result,
                                at -> {
                                    left.clear();
                                    right.clear();
                                    leftReader.read(block, at, left);
                                    rightReader.read(block, at, right);
                                    return related(type, relation, left, right);
                                }));
    }

    private static boolean related(FilterType type, Relation relation, Values left, Values right) {
        boolean all = relation.all();
        for (int i = 0; i < left.size(); i++) {
            for (int j = 0; j < right.size(); j++) {
                if (ValueTest.related(relation.compare(), type, left, i, right, j) != all) {
                    return !all;
                }
            }
        }
        return all && left.size() > 0 && right.size() > 0;
    }

    /// {@return the kinds of events that can have a value}
    private static int kinds(Operand operand) {
        return operand instanceof Operand.Call call && call.function() == Operand.Function.COUNT
                ? FieldSource.ANY_KIND
                : operand.field().source().kinds();
    }

    private static BlockTest gated(int kinds, BlockTest test) {
        if (kinds == FieldSource.ANY_KIND) {
            return test;
        }
        BlockTest gate =
                (block, candidates, result) -> {
                    long[] heads = block.column(EventColumn.HEAD);
                    Bits.select(
                            candidates,
                            result,
                            at -> (kinds >>> EventHead.kind(heads[at]) & 1) != 0);
                };
        return gate.and(test);
    }

    private static FieldSource.Reader reader(Operand operand) {
        return switch (operand) {
            case Operand.Plain(FilterField field) -> kindly(field.source());
            case Operand.Slice slice -> sliced(slice);
            case Operand.Call call -> called(call);
            case Operand.Masked(Operand of, long mask) -> {
                FieldSource.Reader reader = reader(of);
                Values values = new Values();
                yield (block, at, into) -> {
                    values.clear();
                    reader.read(block, at, values);
                    for (int i = 0; i < values.size(); i++) {
                        into.add(values.number(i) & mask);
                    }
                };
            }
        };
    }

    /// {@return the source's reader, for events of any kind}
    private static FieldSource.Reader kindly(FieldSource source) {
        return source.kinds() == FieldSource.ANY_KIND
                ? source.reader()
                : (block, at, into) -> {
                    if ((source.kinds() >>> block.kind(at) & 1) != 0) {
                        source.reader().read(block, at, into);
                    }
                };
    }

    private static FieldSource.Reader sliced(Operand.Slice slice) {
        FieldSource.Reader reader = reader(slice.of());
        Values values = new Values();
        boolean text = slice.type() == FilterType.TEXT;
        return (block, at, into) -> {
            values.clear();
            reader.read(block, at, values);
            for (int i = 0; i < values.size(); i++) {
                if (text) {
                    String part = LiteralTests.slice(values.text(i), slice.ranges());
                    if (!part.isEmpty()) {
                        into.add(part);
                    }
                } else {
                    byte[] part = LiteralTests.slice(values.bytes(i), slice.ranges());
                    if (part.length > 0) {
                        into.add(part);
                    }
                }
            }
        };
    }

    private static FieldSource.Reader called(Operand.Call call) {
        FieldSource.Reader reader = reader(call.of());
        Values values = new Values();
        boolean text = call.of().type() == FilterType.TEXT;
        return (block, at, into) -> {
            values.clear();
            reader.read(block, at, values);
            if (call.function() == Operand.Function.COUNT) {
                into.add(values.size());
                return;
            }
            for (int i = 0; i < values.size(); i++) {
                switch (call.function()) {
                    case LEN -> into.add(text ? values.text(i).length() : values.bytes(i).length);
                    case LOWER -> into.add(values.text(i).toLowerCase(Locale.ROOT));
                    case UPPER -> into.add(values.text(i).toUpperCase(Locale.ROOT));
                    case COUNT -> throw new IllegalStateException("count");
                }
            }
        };
    }
}

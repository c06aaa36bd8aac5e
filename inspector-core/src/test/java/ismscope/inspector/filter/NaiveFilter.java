package ismscope.inspector.filter;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.event.Field;
import ismscope.inspector.event.FieldValue;
import ismscope.inspector.event.IsmField;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.QueueState;
import ismscope.inspector.state.SessionState.RegionState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a filter means, event by event: each is decoded, taken apart and asked, and so is the state
/// after it. Shares the parser and the comparison of single values with what it is compared with,
/// and nothing else.
final class NaiveFilter {
    private final SessionSnapshot session;
    private final Map<Long, List<Field>> dissected = new HashMap<>();
    private final Map<Long, Event> events = new HashMap<>();
    private final Map<Long, SessionState> states = new HashMap<>();

    NaiveFilter(SessionSnapshot session) {
        this.session = session;
    }

    SessionSnapshot session() {
        return session;
    }

    boolean accepts(Filter filter, long event) {
        return holds(filter.expression(), event);
    }

    private boolean holds(Expression expression, long event) {
        return switch (expression) {
            case Expression.And(List<Expression> parts) ->
                    parts.stream().allMatch(part -> holds(part, event));
            case Expression.Or(List<Expression> parts) ->
                    parts.stream().anyMatch(part -> holds(part, event));
            case Expression.Xor(Expression left, Expression right) ->
                    holds(left, event) != holds(right, event);
            case Expression.Not(Expression inner) -> !holds(inner, event);
            case Expression.Exists(Operand operand) -> !values(operand, event).isEmpty();
            case Expression.Test test -> {
                List<Object> values = values(test.of(), event);
                yield test.all()
                        ? !values.isEmpty()
                                && values.stream().allMatch(value -> passes(test.test(), value))
                        : values.stream().anyMatch(value -> passes(test.test(), value));
            }
            case Expression.Pair(Operand left, Operand right, Relation relation) -> {
                List<Boolean> answers = new ArrayList<>();
                for (Object one : values(left, event)) {
                    for (Object other : values(right, event)) {
                        answers.add(relation.compare().holds(order(left.type(), one, other)));
                    }
                }
                yield relation.all()
                        ? !answers.isEmpty() && !answers.contains(false)
                        : answers.contains(true);
            }
        };
    }

    private static boolean passes(ValueTest test, Object value) {
        return switch (test) {
            case ValueTest.Numbers(var passes) -> passes.test((Long) value);
            case ValueTest.Texts(var passes) -> passes.test((String) value);
            case ValueTest.ByteStrings(var passes) -> passes.test((byte[]) value);
        };
    }

    private static int order(FilterType type, Object one, Object other) {
        return switch (type) {
            case TEXT -> ((String) one).compareTo((String) other);
            case BYTES -> Arrays.compareUnsigned((byte[]) one, (byte[]) other);
            case TIME, DURATION -> Long.compare((Long) one, (Long) other);
            case NUMBER, FLAG -> Long.compareUnsigned((Long) one, (Long) other);
        };
    }

    List<Object> values(Operand operand, long event) {
        return switch (operand) {
            case Operand.Plain(FilterField field) -> values(field, event);
            case Operand.Masked(Operand of, long mask) ->
                    values(of, event).stream()
                            .map(value -> (Object) ((Long) value & mask))
                            .toList();
            case Operand.Slice(Operand of, List<Operand.Range> ranges) ->
                    values(of, event).stream().flatMap(v -> slice(v, ranges).stream()).toList();
            case Operand.Call(Operand.Function function, Operand of) -> {
                List<Object> values = values(of, event);
                yield function == Operand.Function.COUNT
                        ? List.of((long) values.size())
                        : values.stream().map(value -> called(function, value)).toList();
            }
        };
    }

    private static Object called(Operand.Function function, Object value) {
        return switch (function) {
            case LEN -> (long) (value instanceof String t ? t.length() : ((byte[]) value).length);
            case LOWER -> ((String) value).toLowerCase(Locale.ROOT);
            case UPPER -> ((String) value).toUpperCase(Locale.ROOT);
            case COUNT -> throw new AssertionError();
        };
    }

    private static List<Object> slice(Object value, List<Operand.Range> ranges) {
        boolean text = value instanceof String;
        String all =
                text ? (String) value : new String((byte[]) value, StandardCharsets.ISO_8859_1);
        StringBuilder part = new StringBuilder();
        for (Operand.Range range : ranges) {
            int from = range.from() < 0 ? all.length() + range.from() : range.from();
            int to = range.length() < 0 ? all.length() : from + range.length();
            if (from < 0 || to > all.length() || from >= to) {
                return List.of();
            }
            part.append(all, from, to);
        }
        return List.of(
                text ? part.toString() : part.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    List<Object> values(FilterField field, long number) {
        Event event = event(number);
        return switch (field.name()) {
            case "frame.number" -> List.of(number + 1);
            case "frame.time", "frame.time_epoch" -> List.of(event.timeNanos());
            case "frame.time_relative" -> List.of(event.timeNanos() - event(0).timeNanos());
            case "frame.time_delta" ->
                    List.of(number == 0 ? 0L : event.timeNanos() - event(number - 1).timeNanos());
            case "frame.interface_id" -> List.of((long) event.device());
            case "frame.interface_name", "ism.vm" -> List.of(session.deviceName(event.device()));
            case "frame" -> List.of(event.bytes());
            case "frame.len" -> List.of((long) event.bytes().length);
            case "frame.comment" ->
                    event.comment().isEmpty() ? List.of() : List.of(event.comment());
            case "_ws.col.info" -> List.of(session.info(number));
            case "ism.status" -> status(number);
            default -> {
                IsmField known = IsmField.named(field.name());
                yield known == null ? stateValues(field, event) : recordValues(known, field, event);
            }
        };
    }

    private List<Object> recordValues(IsmField known, FilterField field, Event event) {
        boolean request = event.kind() == TapKind.REQUEST;
        return switch (known) {
            case KIND -> List.of((long) event.kind().code());
            case FLAGS -> List.of((long) event.flags());
            case FLOW -> List.of(event.flow());
            case TOKEN -> List.of(event.token());
            case RESULT -> request ? status(event.number()) : List.of();
            case RESPONSE_TIME -> request ? latency(event.number()) : List.of();
            case LATENCY -> latency(event.number());
            case CMD -> {
                Event asked = side(event.number(), TapKind.REQUEST);
                int command = asked == null ? -1 : EventDescriber.command(asked.record());
                yield command < 0 ? List.of() : List.of((long) command);
            }
            default -> {
                List<Object> values = new ArrayList<>();
                collect(known, field.type(), fields(event.number()), event.bytes(), values);
                yield values;
            }
        };
    }

    private static void collect(
            IsmField known, FilterType type, List<Field> level, byte[] bytes, List<Object> values) {
        for (Field field : level) {
            if (field.name().equals(known.fieldName())) {
                Object value = value(field, type, bytes);
                if (value != null) {
                    values.add(value);
                }
            }
            collect(known, type, field.children(), bytes, values);
        }
    }

    private static @Nullable Object value(Field field, FilterType type, byte[] bytes) {
        if (type == FilterType.BYTES) {
            return field.length() == 0
                    ? null
                    : Arrays.copyOfRange(bytes, field.offset(), field.offset() + field.length());
        }
        return switch (FieldValue.of(field, bytes)) {
            case FieldValue.Decimal(long number) -> number;
            case FieldValue.Hexadecimal(long number) -> number;
            case FieldValue.Text(String text) ->
                    type == FilterType.NUMBER ? (Object) Long.parseUnsignedLong(text) : text;
            case FieldValue.Bytes _, FieldValue.Missing _ -> null;
        };
    }

    private @Nullable Event side(long number, TapKind kind) {
        Event event = event(number);
        if (event.kind() == kind) {
            return event;
        }
        boolean command = event.kind() == TapKind.REQUEST || event.kind() == TapKind.REPLY;
        long other = command ? session.counterpart(number) : -1;
        return other < 0 ? null : event(other);
    }

    private List<Object> status(long number) {
        Event reply = side(number, TapKind.REPLY);
        return reply != null
                        && reply.record() instanceof TapRecord.Reply record
                        && record.bytes().length > 0
                ? List.of((long) (record.bytes()[0] & 0xff))
                : List.of();
    }

    private List<Object> latency(long number) {
        Event reply = side(number, TapKind.REPLY);
        return reply != null && reply.record() instanceof TapRecord.Reply record
                ? List.of(record.nanos() < 0 ? Long.MAX_VALUE : record.nanos())
                : List.of();
    }

    private List<Object> stateValues(FilterField field, Event event) {
        SessionState state = state(event.number());
        DeviceState device = event.device() == 0 ? null : state.device(event.device());
        RegionState region = event.token() == 0 ? null : state.region(event.token());
        Object value =
                switch (field.name().substring(0, field.name().indexOf('.') + 1)) {
                    case "vm." -> device == null ? null : vm(field.name(), device);
                    case "region." -> region == null ? null : region(field.name(), region);
                    case "token." ->
                            device == null || region == null
                                    ? null
                                    : token(field.name(), device, region);
                    default -> changed(event);
                };
        return value == null ? List.of() : List.of(value);
    }

    private static long vm(String name, DeviceState device) {
        return switch (name) {
            case "vm.present" -> device.present() ? 1 : 0;
            case "vm.status" -> device.status();
            case "vm.features" -> device.features();
            case "vm.devid" -> device.devid();
            case "vm.queues" ->
                    device.queues().values().stream().filter(QueueState::enabled).count();
            case "vm.pending" -> device.pendingRequests().size();
            case "vm.commands" -> device.commands();
            case "vm.refusals" -> device.refusals();
            case "vm.doorbells" -> device.doorbells();
            case "vm.events" -> device.eventsDelivered();
            case "vm.swallowed" -> device.swallowed();
            case "vm.violations" -> device.violations();
            default -> throw new AssertionError(name);
        };
    }

    private static long region(String name, RegionState region) {
        return switch (name) {
            case "region.alive" -> region.alive() ? 1 : 0;
            case "region.size" -> region.size();
            case "region.creator" -> region.creatorDevid();
            case "region.peers" ->
                    region.mappings().values().stream().filter(MappingState::active).count();
            case "region.doorbells" -> region.doorbells();
            case "region.writes" -> region.contentEvents();
            default -> throw new AssertionError(name);
        };
    }

    private static long token(String name, DeviceState device, RegionState region) {
        long rights = region.rightsOf(device.devid()).bits();
        return switch (name) {
            case "token.rights" -> rights;
            case "token.granted" -> rights & 4;
            case "token.mapped" -> {
                MappingState mapping = region.mappings().get(device.ordinal());
                yield mapping != null && mapping.active() ? 1 : 0;
            }
            default -> throw new AssertionError(name);
        };
    }

    private long changed(Event event) {
        SessionState before = state(event.number() - 1);
        SessionState after = state(event.number());
        DeviceState was = before.device(event.device());
        DeviceState is = after.device(event.device());
        RegionState had = before.region(event.token());
        RegionState has = after.region(event.token());
        boolean same =
                (was == null) == (is == null)
                        && (had == null) == (has == null)
                        && (was == null || is == null || setUp(was).equals(setUp(is)))
                        && (had == null || has == null || setUp(had).equals(setUp(has)));
        return same ? 0 : 1;
    }

    private static List<Object> setUp(DeviceState device) {
        return List.of(
                device.present(),
                device.status(),
                device.features(),
                device.devid(),
                Map.copyOf(device.queues()));
    }

    private static List<Object> setUp(RegionState region) {
        return List.of(
                region.alive(),
                region.size(),
                region.defaultRights(),
                Map.copyOf(region.grants()),
                Map.copyOf(region.mappings()));
    }

    private Event event(long number) {
        return events.computeIfAbsent(number, session::event);
    }

    private List<Field> fields(long number) {
        return dissected.computeIfAbsent(number, session::dissect);
    }

    private SessionState state(long number) {
        return states.computeIfAbsent(number, session::stateAt);
    }
}

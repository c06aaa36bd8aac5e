package ismscope.inspector.control;

import static ismscope.inspector.control.ControlFault.Kind.INVALID_ARGUMENT;

import ismscope.device.model.AccessOptions;
import ismscope.device.model.AccessRange;
import ismscope.inspector.event.ValueText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which trapped accesses are recorded, as arguments and as told.
final class AccessArguments {
    private static final String LOADS = "loads";
    private static final String STORES = "stores";
    private static final String RATE = "accesses-per-second";
    private static final String RANGES = "access-ranges";
    private static final String TOKEN = "token";
    private static final String OFFSET = "offset";
    private static final String LENGTH = "length";

    /// Names of the arguments.
    static final List<String> NAMES = List.of(LOADS, STORES, RATE, RANGES);

    /// Each access is compared with each of them.
    private static final int MOST_RANGES = 64;

    private AccessArguments() {}

    /// {@return what is given, and the rest as it was before}
    static AccessOptions read(Arguments given, AccessOptions before) throws ControlFault {
        Optional<List<Arguments>> ranges = given.list(RANGES, MOST_RANGES);
        List<AccessRange> wanted = new ArrayList<>();
        for (Arguments range : ranges.orElse(List.of())) {
            wanted.add(range(range));
        }
        return new AccessOptions(
                given.flag(LOADS).orElse(before.loads()),
                given.flag(STORES).orElse(before.stores()),
                given.isNull(RATE)
                        ? AccessOptions.UNLIMITED
                        : given.number(RATE, 0, 1L << 40, before.perSecond()),
                ranges.isPresent() ? wanted : before.ranges());
    }

    private static AccessRange range(Arguments given) throws ControlFault {
        given.allow(List.of(TOKEN, OFFSET, LENGTH));
        long from = given.number(OFFSET, 0, Long.MAX_VALUE, 0);
        long length = given.number(LENGTH, 1, Long.MAX_VALUE, Long.MAX_VALUE - from);
        if (length > Long.MAX_VALUE - from) {
            throw new ControlFault(INVALID_ARGUMENT, "a range ends beyond 2^63");
        }
        return new AccessRange(given.has(TOKEN) ? given.token(TOKEN) : 0, from, from + length);
    }

    /// Adds what is recorded to an answer; no rate means no limit.
    static void tell(AccessOptions options, Map<String, Object> told) {
        told.put(LOADS, options.loads());
        told.put(STORES, options.stores());
        if (options.perSecond() != AccessOptions.UNLIMITED) {
            told.put(RATE, options.perSecond());
        }
        told.put(RANGES, options.ranges().stream().map(AccessArguments::told).toList());
    }

    private static Map<String, Object> told(AccessRange range) {
        Map<String, Object> told = new LinkedHashMap<>();
        if (range.token() != 0) {
            told.put(TOKEN, ValueText.token(range.token()));
        }
        told.put(OFFSET, range.from());
        if (range.to() != Long.MAX_VALUE) {
            told.put(LENGTH, range.to() - range.from());
        }
        return told;
    }
}

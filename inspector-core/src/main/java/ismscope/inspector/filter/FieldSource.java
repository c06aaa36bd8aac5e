package ismscope.inspector.filter;

import ismscope.device.tap.TapKind;
import org.jspecify.annotations.Nullable;

/// Where the values of a field come from.
///
/// @param cost what one event costs
/// @param kinds bit n is set if events whose kind has code n can have a value
/// @param reader gives the values of an event of these kinds
/// @param single gives the one number that every event has, null if that is not so
/// @param changedBy kinds of events that change the values, for a field of the state
record FieldSource(Cost cost, int kinds, Reader reader, @Nullable Single single, int changedBy) {
    /// All kinds.
    static final int ANY_KIND = (1 << TapKind.values().length) - 1;

    /// Costs, the least first.
    enum Cost {
        /// Columns of the index.
        COLUMN,
        /// The event is decoded from the capture.
        RECORD,
        /// It is taken apart into fields or written as text.
        TREE,
        /// The state after it is made.
        STATE
    }

    /// Adds the values that an event has.
    @FunctionalInterface
    interface Reader {
        void read(Block block, int at, Values into);
    }

    /// The number that an event has.
    @FunctionalInterface
    interface Single {
        long number(Block block, int at);
    }

    /// {@return a source of one number for every event, from columns}
    static FieldSource column(Single single) {
        return new FieldSource(
                Cost.COLUMN,
                ANY_KIND,
                (block, at, into) -> into.add(single.number(block, at)),
                single,
                0);
    }

    static FieldSource of(Cost cost, int kinds, Reader reader) {
        return new FieldSource(cost, kinds, reader, null, 0);
    }

    /// {@return a source of values of the state, that events of these kinds change}
    static FieldSource state(int changedBy, Reader reader) {
        return new FieldSource(Cost.STATE, ANY_KIND, reader, null, changedBy);
    }

    /// {@return the bits of some kinds; records that are of no known kind are never left out}
    static int kinds(TapKind... kinds) {
        return TapKind.bits(kinds) | TapKind.bits(TapKind.UNKNOWN);
    }
}

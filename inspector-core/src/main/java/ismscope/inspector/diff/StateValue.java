package ismscope.inspector.diff;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.PermissionSet;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.stream.Collectors;

/// What a [StateLeaf] holds. Immutable; two are equal if they say the same.
public sealed interface StateValue {
    /// {@return it in words, on one line}
    String text();

    /// How many of something, unsigned.
    record Count(long value) implements StateValue {
        @Override
        public String text() {
            return ValueText.count(value);
        }
    }

    /// So many bytes, unsigned.
    record Bytes(long value) implements StateValue {
        @Override
        public String text() {
            return ValueText.size(value);
        }
    }

    /// Bits, an address or an id.
    record Hex(long value) implements StateValue {
        @Override
        public String text() {
            return ValueText.hex(value);
        }
    }

    /// Yes or no.
    record Flag(boolean value) implements StateValue {
        @Override
        public String text() {
            return value ? "yes" : "no";
        }
    }

    /// A name.
    record Text(String value) implements StateValue {
        @Override
        public String text() {
            return ValueText.oneLine(value);
        }
    }

    /// Bits of [PermissionSet].
    record Rights(long bits) implements StateValue {
        @Override
        public String text() {
            return new PermissionSet(bits).toString();
        }
    }

    /// Events by number, 0 and up; people see one more.
    record Events(List<Long> numbers) implements StateValue {
        /// Copies the numbers in.
        public Events {
            numbers = List.copyOf(numbers);
        }

        @Override
        public String text() {
            return numbers.isEmpty()
                    ? "none"
                    : numbers.stream().map(n -> "#" + (n + 1)).collect(Collectors.joining(" "));
        }
    }

    /// Where a region lies in a device's device memory.
    record Areas(List<Area> areas) implements StateValue {
        /// Copies the areas in.
        public Areas {
            areas = List.copyOf(areas);
        }

        @Override
        public String text() {
            return areas.isEmpty()
                    ? "none"
                    : areas.stream()
                            .map(a -> ValueText.hex(a.offset()) + "+" + ValueText.hex(a.size()))
                            .collect(Collectors.joining(" "));
        }
    }
}

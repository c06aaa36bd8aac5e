package ismscope.inspector.filter;

import java.util.List;

/// What is compared: a field, or something made of its values.
sealed interface Operand {
    /// {@return the field whose values it is made of}
    FilterField field();

    /// {@return what its values are}
    FilterType type();

    /// A field as it is.
    record Plain(FilterField field) implements Operand {
        @Override
        public FilterType type() {
            return field.type();
        }
    }

    /// Parts of each value, one behind the other; a value that has not all of them gives none.
    record Slice(Operand of, List<Range> ranges) implements Operand {
        @Override
        public FilterField field() {
            return of.field();
        }

        @Override
        public FilterType type() {
            return of.type();
        }
    }

    /// Places of a value.
    ///
    /// @param from first; counted from the end if negative, -1 being the last
    /// @param length or -1 for all that follows
    record Range(int from, int length) {}

    /// A function of each value, or, `count`, of all.
    record Call(Function function, Operand of) implements Operand {
        @Override
        public FilterField field() {
            return of.field();
        }

        @Override
        public FilterType type() {
            return switch (function) {
                case LEN, COUNT -> FilterType.NUMBER;
                case LOWER, UPPER -> of.type();
            };
        }
    }

    /// The bits of each value that a mask has.
    record Masked(Operand of, long mask) implements Operand {
        @Override
        public FilterField field() {
            return of.field();
        }

        @Override
        public FilterType type() {
            return of.type();
        }
    }

    /// Functions.
    enum Function {
        LEN("len", "the length of a text in characters, of bytes in bytes"),
        LOWER("lower", "a text in small letters"),
        UPPER("upper", "a text in capital letters"),
        COUNT("count", "how many values the event has of a field");

        private final String word;
        private final String description;

        Function(String word, String description) {
            this.word = word;
            this.description = description;
        }

        String word() {
            return word;
        }

        String description() {
            return description;
        }
    }
}

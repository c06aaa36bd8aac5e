package ismscope.inspector.statistics;

import ismscope.device.protocol.CommandCode;
import ismscope.inspector.event.ValueText;

/// What figures are about.
public sealed interface Subject {
    /// {@return its events as a filter, empty for all}
    String filter();

    /// {@return how people call it}
    String label();

    /// Everything in the scope.
    record Whole() implements Subject {
        @Override
        public String filter() {
            return "";
        }

        @Override
        public String label() {
            return "all";
        }
    }

    /// One device.
    ///
    /// @param unique whether no other device has this name
    record Vm(int device, String name, boolean unique) implements Subject {
        @Override
        public String filter() {
            boolean plain = name.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ');
            return unique && plain
                    ? "ism.vm == \"" + name + '"'
                    : "frame.interface_id == " + device;
        }

        @Override
        public String label() {
            return ValueText.oneLine(name);
        }
    }

    /// One region.
    record Region(long token) implements Subject {
        @Override
        public String filter() {
            return "ism.token == " + ValueText.token(token);
        }

        @Override
        public String label() {
            return ValueText.token(token);
        }
    }

    /// One command of the control queue.
    ///
    /// @param wire class and number as `class << 8 | number`
    record Command(int wire) implements Subject {
        @Override
        public String filter() {
            CommandCode code = CommandCode.fromWire(wire);
            return "ism.cmd == " + (code == null ? ValueText.hex(wire) : code.name());
        }

        @Override
        public String label() {
            CommandCode code = CommandCode.fromWire(wire);
            return code == null ? "%d.%d".formatted(wire >>> 8, wire & 0xff) : code.name();
        }
    }
}

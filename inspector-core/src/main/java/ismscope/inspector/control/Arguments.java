package ismscope.inspector.control;

import static ismscope.inspector.control.ControlFault.Kind.INVALID_ARGUMENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The arguments of one request, each asked for by name and type.
record Arguments(JsonNode members) {
    private static final Pattern TOKEN = Pattern.compile("(0x)?[0-9a-fA-F]{1,16}");

    /// Refuses arguments that a command does not have.
    void allow(List<String> known) throws ControlFault {
        for (String name : members.propertyNames()) {
            if (!known.contains(name)) {
                throw wrong("there is no argument \"%s\"".formatted(name));
            }
        }
    }

    /// {@return a token: sixteen hexadecimal digits in a text, or fewer, with or without 0x}
    long token(String name) throws ControlFault {
        String text = text(name, 18);
        if (!TOKEN.matcher(text).matches()) {
            throw wrong("\"%s\" is a token in hexadecimal, as \"0x1f2e\"".formatted(name));
        }
        return Long.parseUnsignedLong(text.startsWith("0x") ? text.substring(2) : text, 16);
    }

    /// {@return a text}
    String text(String name, int most) throws ControlFault {
        JsonNode value = members.path(name);
        if (value.isMissingNode()) {
            throw wrong("\"%s\" is missing".formatted(name));
        }
        if (!value.isString() || value.stringValue().length() > most) {
            throw wrong("\"%s\" is a text of at most %d characters".formatted(name, most));
        }
        return value.stringValue();
    }

    /// {@return a number in a range, or what stands for none}
    long number(String name, long least, long most, long otherwise) throws ControlFault {
        return optionalNumber(name, least, most).orElse(otherwise);
    }

    /// {@return a number in a range, empty if it is not given}
    OptionalLong optionalNumber(String name, long least, long most) throws ControlFault {
        JsonNode value = members.path(name);
        if (value.isMissingNode()) {
            return OptionalLong.empty();
        }
        boolean fits =
                value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= least
                        && value.longValue() <= most;
        if (!fits) {
            throw wrong("\"%s\" is a whole number from %d to %d".formatted(name, least, most));
        }
        return OptionalLong.of(value.longValue());
    }

    /// {@return a truth value, empty if it is not given}
    Optional<Boolean> flag(String name) throws ControlFault {
        JsonNode value = members.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw wrong("\"%s\" is true or false".formatted(name));
        }
        return Optional.of(value.booleanValue());
    }

    /// {@return whether there is such an argument}
    boolean has(String name) {
        return members.has(name);
    }

    /// {@return whether it is given as `null`}
    boolean isNull(String name) {
        return members.path(name).isNull();
    }

    /// {@return a list of objects, empty if it is not given}
    Optional<List<Arguments>> list(String name, int most) throws ControlFault {
        JsonNode value = members.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        boolean fits = value.isArray() && value.size() <= most;
        List<Arguments> items = new ArrayList<>();
        for (JsonNode item : value) {
            fits &= item.isObject();
            items.add(new Arguments(item));
        }
        if (!fits) {
            throw wrong("\"%s\" is a list of at most %d objects".formatted(name, most));
        }
        return Optional.of(items);
    }

    private static ControlFault wrong(String sentence) {
        return new ControlFault(INVALID_ARGUMENT, sentence);
    }
}

package ismscope.inspector.control;

import ismscope.inspector.capture.CaptureOrigin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// All commands by name, and how a request finds its own.
final class CommandTable {
    /// Version of the protocol: it grows when something that was there changes.
    private static final int PROTOCOL = 1;

    private static final List<String> MEMBERS =
            List.of(ControlJson.EXECUTE, ControlJson.ARGUMENTS, ControlJson.ID);

    private final Map<String, ControlCommand> commands = new LinkedHashMap<>();

    /// @param others besides those that tell of the protocol itself
    CommandTable(List<ControlCommand> others) {
        List<ControlCommand> all = new ArrayList<>();
        all.add(ControlCommand.answering("query-version", _ -> version()));
        all.add(ControlCommand.answering("query-commands", _ -> listed()));
        all.addAll(others);
        all.forEach(command -> commands.put(command.name(), command));
    }

    /// {@return what a peer is greeted with}
    Map<String, Object> greeting() {
        Map<String, Object> told = version();
        told.put("capabilities", List.of("region-map"));
        Map<String, Object> greeting = new LinkedHashMap<>();
        greeting.put("ismscope", told);
        return greeting;
    }

    private static Map<String, Object> version() {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("version", CaptureOrigin.here(Map.of()).application());
        version.put("protocol", PROTOCOL);
        return version;
    }

    private Object listed() {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (ControlCommand command : commands.values()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("name", command.name());
            told.put("arguments", command.arguments());
            listed.add(told);
        }
        return listed;
    }

    /// Does what a request asks.
    ControlCommand.Reply run(JsonNode request) throws ControlFault {
        for (String member : request.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                throw invalid(
                        "a request has execute, arguments and id, no \"%s\"".formatted(member));
            }
        }
        JsonNode name = request.path(ControlJson.EXECUTE);
        if (!name.isString()) {
            throw invalid("\"execute\" names the command");
        }
        ControlCommand command = commands.get(name.stringValue());
        if (command == null) {
            throw new ControlFault(
                    ControlFault.Kind.COMMAND_NOT_FOUND,
                    "there is no command \"%s\"; query-commands lists all"
                            .formatted(name.stringValue()));
        }
        Arguments arguments = arguments(request);
        arguments.allow(command.arguments());
        return command.action().run(arguments);
    }

    private static Arguments arguments(JsonNode request) throws ControlFault {
        JsonNode given = request.path(ControlJson.ARGUMENTS);
        if (given.isMissingNode()) {
            return new Arguments(JsonNodeFactory.instance.objectNode());
        }
        if (!given.isObject()) {
            throw invalid("\"arguments\" is an object");
        }
        return new Arguments(given);
    }

    private static ControlFault invalid(String sentence) {
        return new ControlFault(ControlFault.Kind.INVALID_REQUEST, sentence);
    }
}

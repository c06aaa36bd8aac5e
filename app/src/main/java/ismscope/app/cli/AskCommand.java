package ismscope.app.cli;

import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.control.ControlConnection;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ismscope ask`: one command of the control protocol.
@Command(
        name = "ask",
        header = "Asks a running backend: one command of the control protocol.",
        description =
                "%nPrints what the backend returns, as JSON. docs/control-protocol.md has all"
                        + " commands, \"query-commands\" lists them.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope ask -i unix:./ism query-devices limit=10",
            "  ismscope ask -i unix:./ism set-capture loads=false",
            "  ismscope ask -i unix:./ism guest-join name=pal token=0x0123456789abcdef"
        })
final class AskCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final AttachOptions attach = new AttachOptions();

    @Parameters(index = "0", paramLabel = "COMMAND", description = "What to ask.")
    private String command = "";

    @Parameters(
            index = "1..*",
            paramLabel = "NAME=VALUE",
            description = "Its arguments; a value is true, false, a whole number or else a text.")
    private Map<String, String> arguments = new LinkedHashMap<>();

    AskCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure {
        BackendAddress address = attach.neededAddress();
        Map<String, Object> values = new LinkedHashMap<>();
        arguments.forEach((name, text) -> values.put(name, value(text)));
        try (ControlConnection backend = ControlConnection.open(address)) {
            console.line(backend.ask(command, values));
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, Failures.reason(e) + ".");
        }
    }

    private static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : text;
    }
}

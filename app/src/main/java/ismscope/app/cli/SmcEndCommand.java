package ismscope.app.cli;

import ismscope.app.smc.SmcChild;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `ismscope bench smc-end`: one end of a measurement, started by the measurement itself.
@Command(name = "smc-end", hidden = true, header = "One end of \"ismscope bench smc\".")
final class SmcEndCommand implements Callable<Integer> {
    private final Console console;

    SmcEndCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure {
        BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            new SmcChild(
                            orders,
                            line -> {
                                console.line(line);
                                console.flush();
                            })
                    .work();
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "the measurement fails: %s.".formatted(e.getMessage()));
        }
    }
}

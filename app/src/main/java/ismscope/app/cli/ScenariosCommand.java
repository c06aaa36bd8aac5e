package ismscope.app.cli;

import ismscope.device.scenario.Scenario;
import ismscope.device.scenario.Scenarios;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `ismscope scenarios`: what built-in guests can play.
@Command(name = "scenarios", header = "Lists the stories that built-in guests can play.")
final class ScenariosCommand implements Callable<Integer> {
    private final Console console;

    ScenariosCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (Scenario scenario : Scenarios.all()) {
            console.line("%-14s %s".formatted(scenario.name(), scenario.summary()));
        }
        return ExitCode.DONE;
    }
}

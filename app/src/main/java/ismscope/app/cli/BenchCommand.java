package ismscope.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ismscope bench`: measurements of whole ways, between processes.
@Command(
        name = "bench",
        header = "Measures what sharing memory is worth on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {"  ismscope bench smc", "  ismscope bench smc --json >smc.json"})
final class BenchCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run without a command line");
        }
        throw new ParameterException(spec.commandLine(), "say what to measure: smc");
    }
}

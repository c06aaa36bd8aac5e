package ismscope.app.cli;

import picocli.CommandLine.Option;

/// `--help` for commands; `-V` stays free, for it is tshark's letter for "in full".
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean asked;
}

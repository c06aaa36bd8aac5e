package ismscope.app.cli;

import ismscope.inspector.filter.NearestMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line as a whole: parse, run, exit code.
public final class CommandLineProgram {
    /// Set to anything, a defect of the program shows its stack trace.
    private static final String DEBUG = "ISMSCOPE_DEBUG";

    private CommandLineProgram() {}

    /// Runs what the user typed.
    ///
    /// @param console takes results and messages
    /// @param arguments the words after the program's name
    /// @return exit code, one of [ExitCode]
    public static int run(Console console, String... arguments) {
        CommandLine commandLine = commandLine(console);
        commandLine.setParameterExceptionHandler((wrong, _) -> {
            console.tell(sentence(wrong));
            return ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((failure, _, _) -> explain(console, failure));
        try {
            int code = commandLine.execute(arguments);
            console.flush();
            return code;
        } catch (Console.Closed closed) {
            return explain(console, closed);
        }
    }

    private static CommandLine commandLine(Console console) {
        CommandLine commandLine = new CommandLine(new IsmscopeCommand(console));
        commandLine.addSubcommand(new RunCommand(console));
        commandLine.addSubcommand(new ServeCommand(console));
        commandLine.addSubcommand(new ReadCommand(console));
        commandLine.addSubcommand(new CheckCommand(console));
        commandLine.addSubcommand(new StatCommand(console));
        commandLine.addSubcommand(new ExportCommand(console));
        commandLine.addSubcommand(new ReportCommand(console));
        commandLine.addSubcommand(new DiffCommand(console));
        commandLine.addSubcommand(new ListCommand(console));
        commandLine.addSubcommand(new AskCommand(console));
        commandLine.addSubcommand(new ScenariosCommand(console));
        commandLine.addSubcommand(new GenerateCommand(console));
        commandLine.addSubcommand(new WiresharkCommand(console));
        commandLine.addSubcommand(new CapinfoCommand(console));
        commandLine.addSubcommand(new MergeCommand(console));
        commandLine.addSubcommand(new CutCommand(console));
        CommandLine guest = guest(console);
        commandLine.addSubcommand(guest);
        CommandLine bench = new CommandLine(new BenchCommand());
        commandLine.addSubcommand(bench);
        bench.addSubcommand(new BenchSmcCommand(console));
        bench.addSubcommand(new SmcEndCommand(console));
        for (CommandLine parent : List.of(commandLine, guest, bench)) {
            parent.getSubcommands()
                    .values()
                    .forEach(command -> command.addMixin("help", new HelpOption()));
        }
        commandLine.setOut(console.printer());
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setUsageHelpLongOptionsMaxWidth(28);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExpandAtFiles(false);
        commandLine.setAbbreviatedOptionsAllowed(false);
        commandLine.setUnmatchedOptionsArePositionalParams(false);
        return commandLine;
    }

    private static CommandLine guest(Console console) {
        CommandLine guest = new CommandLine(new GuestCommand(console));
        guest.addSubcommand(new GuestAllocCommand(console));
        guest.addSubcommand(new GuestAttachCommand(console));
        guest.addSubcommand(new GuestGrantCommand(console));
        guest.addSubcommand(new GuestDetachCommand(console));
        guest.addSubcommand(new GuestListCommand(console));
        guest.addSubcommand(new GuestPerfCommand(console));
        return guest;
    }

    private static int explain(Console console, Exception failure) {
        return switch (failure) {
            case Console.Closed closed when closed.readerLeft() -> ExitCode.DONE;
            case Console.Closed closed -> {
                console.tell("the output cannot be written: %s.".formatted(closed.reason()));
                yield ExitCode.FAILED;
            }
            case CommandFailure known -> {
                if (!known.sentence().isEmpty()) {
                    console.tell(known.sentence());
                }
                yield known.exitCode();
            }
            default -> {
                console.tell(
                        "a defect of the program: %s; set %s=1 for details."
                                .formatted(failure, DEBUG));
                if (System.getenv(DEBUG) != null) {
                    failure.printStackTrace();
                }
                yield ExitCode.FAILED;
            }
        };
    }

    /// {@return what is wrong with the words, in one sentence, and where help is}
    private static String sentence(ParameterException wrong) {
        String help =
                " (\"%s --help\" explains)"
                        .formatted(wrong.getCommandLine().getCommandSpec().qualifiedName());
        String text =
                switch (wrong) {
                    case UnmatchedArgumentException unmatched -> unmatched(unmatched);
                    case MissingParameterException missing -> missing(missing);
                    default -> reason(wrong);
                };
        return text.endsWith("?") ? text + help : text.replaceFirst("\\.$", "") + help + ".";
    }

    private static String unmatched(UnmatchedArgumentException wrong) {
        String word = wrong.getUnmatched().getFirst();
        CommandLine at = wrong.getCommandLine();
        if (word.startsWith("-") && word.length() > 1) {
            String bare = word.split("=", 2)[0];
            List<String> known = new ArrayList<>(at.getCommandSpec().optionsMap().keySet());
            return "unknown option \"%s\"%s".formatted(bare, NearestMatch.hint(bare, known));
        }
        if (at.getSubcommands().isEmpty()) {
            return "\"%s\" is one word too many.".formatted(word);
        }
        if (java.nio.file.Files.isRegularFile(java.nio.file.Path.of(word))) {
            return "to open a recording, write -r %s.".formatted(word);
        }
        return "unknown command \"%s\"%s"
                .formatted(word, NearestMatch.hint(word, at.getSubcommands().keySet()));
    }

    private static String missing(MissingParameterException wrong) {
        String names =
                String.join(
                        " and ",
                        wrong.getMissing().stream()
                                .map(argument ->
                                        argument.isOption()
                                                ? ((picocli.CommandLine.Model.OptionSpec) argument)
                                                                .longestName()
                                                        + " "
                                                        + argument.paramLabel()
                                                : argument.paramLabel())
                                .toList());
        return names.isEmpty() ? reason(wrong) : "%s is missing.".formatted(names);
    }

    /// The converters' own sentences come wrapped: `Invalid value for option '--for': ...`.
    private static String reason(ParameterException wrong) {
        String text = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
        return text.isEmpty()
                ? "the command line makes no sense"
                : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}

package ismscope.app.cli;

import ismscope.inspector.wireshark.InstalledFile;
import ismscope.inspector.wireshark.WiresharkFolders;
import ismscope.inspector.wireshark.WiresharkInstaller;
import ismscope.inspector.wireshark.WiresharkPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ismscope wireshark`: our names and colours in Wireshark.
@Command(
        name = "wireshark",
        header = "Makes Wireshark and tshark read virtio-ism captures.",
        description =
                "%nInstalls a dissector with the field names of this program, colour rules and a"
                    + " profile \"Ismscope\", and an extcap that captures from running backends.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope wireshark --install",
            "  ismscope wireshark --install --dir ./for-wireshark",
            "  ismscope wireshark --print >ismscope.lua"
        })
final class WiresharkCommand implements Callable<Integer> {
    /// What the launcher script says of itself.
    private static final String LAUNCHER_PROPERTY = "ismscope.launcher";

    private final Console console;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private final What what = new What();

    /// What to do; exactly one.
    static final class What {
        @Option(
                names = "--install",
                description = "Put everything where Wireshark looks for what is yours.")
        private boolean install;

        @Option(names = "--print", description = "Print the dissector, which is one Lua script.")
        private boolean print;

        boolean onlyPrint() {
            return print && !install;
        }
    }

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "With --install: into plugins, extcap and profiles of this directory.")
    private @Nullable Path directory;

    @Option(
            names = "--force",
            description = "With --install: also replace files that are not ours.")
    private boolean force;

    WiresharkCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (what.onlyPrint()) {
            WiresharkPackage.dissector().lines().forEach(console::line);
            return ExitCode.DONE;
        }
        WiresharkFolders folders =
                directory == null
                        ? WiresharkFolders.ofUser(home(), System.getenv())
                        : WiresharkFolders.under(directory);
        String launcher = System.getProperty(LAUNCHER_PROPERTY, "ismscope");
        try {
            return tell(
                    new WiresharkInstaller(folders, force)
                            .install(WiresharkPackage.files(launcher)));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the files cannot be written: %s.".formatted(Failures.reason(e)));
        }
    }

    /// {@return the directory that Wireshark takes for the user's}
    private static Path home() {
        String said = System.getenv("HOME");
        return Path.of(said == null ? System.getProperty("user.home") : said);
    }

    private int tell(List<InstalledFile> files) {
        int code = ExitCode.DONE;
        for (InstalledFile file : files) {
            switch (file.outcome()) {
                case WRITTEN -> console.line("written  " + file.file());
                case THERE -> console.line("there    " + file.file());
                case FOREIGN -> {
                    console.line("kept     " + file.file());
                    console.tell(
                            "%s is not as this program wrote it, and was left alone; --force"
                                            .formatted(file.file())
                                    + " replaces it.");
                    code = ExitCode.FAILED;
                }
            }
        }
        return code;
    }
}

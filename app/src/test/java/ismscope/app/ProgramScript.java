package ismscope.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A stand-in for the launcher script that starts the classes under test, as they were compiled
/// last, with the flags of the real one.
final class ProgramScript {
    private static final Path LAUNCHER = Path.of("..", "ismscope");

    private ProgramScript() {}

    /// Writes `ismscope` into a directory.
    ///
    /// @param javaOptions more options for Java
    static void writeTo(Path directory, String... javaOptions) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String text =
                """
                #!/usr/bin/env bash
                exec "%s" --module-path "%s" %s %s \
                --module ismscope.app/ismscope.app.Launcher "$@"
                """
                        .formatted(
                                java,
                                System.getProperty("jdk.module.path"),
                                String.join(" ", flags()),
                                String.join(" ", javaOptions));
        Path script = Files.writeString(directory.resolve("ismscope"), text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// {@return the options that open modules or memory, as the launcher gives them}
    private static List<String> flags() throws IOException {
        return Files.readAllLines(LAUNCHER).stream()
                .map(String::strip)
                .filter(line ->
                        line.matches("\"?--(enable-native-access|add-opens|sun-misc-.*)=.*"))
                .map(line -> line.replaceAll("[\")]", ""))
                .toList();
    }
}

package ismscope.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                                modulePath(),
                                String.join(" ", flags()),
                                String.join(" ", javaOptions));
        Path script = Files.writeString(directory.resolve("ismscope"), text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// {@return where the modules are; those that no other names are on the tests' class path}
    private static String modulePath() {
        return Stream.concat(
                        Stream.of(System.getProperty("jdk.module.path")),
                        Stream.of(
                                        System.getProperty("java.class.path")
                                                .split(File.pathSeparator, -1))
                                .filter(entry -> entry.matches(".*/(jnr|jffi|asm)[^/]*\\.jar")))
                .collect(Collectors.joining(File.pathSeparator));
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

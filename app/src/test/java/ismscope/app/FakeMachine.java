package ismscope.app;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A machine as the launcher script finds it: a checkout with the real script, stand-ins for `java`
/// and `mvn` that write down how they were called, and on PATH only what a minimal Debian has.
final class FakeMachine {
    private static final List<String> TOOLS =
            List.of(
                    "bash",
                    "cat",
                    "cksum",
                    "cut",
                    "dirname",
                    "env",
                    "find",
                    "flock",
                    "grep",
                    "head",
                    "mkdir",
                    "mv",
                    "nice",
                    "readlink",
                    "rm",
                    "sleep",
                    "tail",
                    "timeout",
                    "touch");
    private static final String MAVEN =
            """
            #!/usr/bin/env bash
            echo "$JAVA_HOME $*" >>"@root@/mvn.calls"
            [ -e "@root@/mvn.slow" ] && sleep 1
            [ -e "@root@/mvn.fails" ] && { echo "[ERROR] Foo.java:[3,1] ';' expected"; exit 7; }
            mkdir -p app/target/lib
            touch app/target/app-1.jar
            """;
    private static final String JAVA =
            """
            #!/usr/bin/env bash
            printf '%s\\n' "@name@" "$@"
            """;

    private final Path root;
    private final Map<String, String> environment = new TreeMap<>();

    /// @param root an empty directory
    FakeMachine(Path root) throws IOException {
        this.root = root;
        for (String directory : List.of("bin", "jvm", "checkout/app/src/main")) {
            Files.createDirectories(root.resolve(directory));
        }
        for (String module : List.of("device-backend", "inspector-core", "app")) {
            Files.createDirectories(root.resolve("checkout").resolve(module).resolve("src/main"));
            source(module + "/pom.xml");
        }
        source("pom.xml");
        source("app/src/main/A.java");
        for (String tool : TOOLS) {
            Files.createSymbolicLink(root.resolve("bin").resolve(tool), Path.of("/usr/bin", tool));
        }
        Files.copy(Path.of("..", "ismscope"), launcher(), COPY_ATTRIBUTES);
        environment.put("PATH", root.resolve("bin").toString());
        environment.put("ISMSCOPE_JVM_DIR", root.resolve("jvm").toString());
        environment.put("ISMSCOPE_NO_CACHE", "1");
    }

    Path launcher() {
        return root.resolve("checkout/ismscope");
    }

    Path path(String name) {
        return root.resolve(name);
    }

    /// Adds or changes a file of the checkout: it is newer than any build so far.
    void source(String name) throws IOException {
        Path file = root.resolve("checkout").resolve(name);
        Files.writeString(file, "changed");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(1)));
    }

    /// Makes every file of the checkout older than a build that is done from now on.
    void lookAway() throws IOException {
        FileTime past = FileTime.from(Instant.now().minusSeconds(100));
        try (var files = Files.walk(root.resolve("checkout"))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, past);
            }
        }
    }

    void maven() throws IOException {
        executable("bin/mvn", MAVEN);
    }

    /// Installs a JDK that answers with its name and its arguments, one a line.
    Path jdk(String place, String version) throws IOException {
        Path home = root.resolve(place);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        executable(place + "/bin/java", JAVA.replace("@name@", place));
        executable(place + "/bin/javac", "#!/bin/sh\n");
        return home;
    }

    void javaOnPath(Path home) throws IOException {
        Files.createSymbolicLink(root.resolve("bin/java"), home.resolve("bin/java"));
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    List<String> calls(String of) throws IOException {
        Path file = root.resolve(of + ".calls");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /// Starts a launch without waiting for it.
    Launch launch(Path directory, String command, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("/usr/bin/bash", command));
        words.addAll(List.of(arguments));
        File out = File.createTempFile("out", ".txt", root.toFile());
        File err = File.createTempFile("err", ".txt", root.toFile());
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .directory(directory.toFile())
                        .redirectOutput(out)
                        .redirectError(err);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Launch(builder.start(), out.toPath(), err.toPath());
    }

    /// Launches in the checkout and waits.
    Launch launch(String... arguments) throws IOException, InterruptedException {
        Launch launch = launch(root.resolve("checkout"), launcher().toString(), arguments);
        launch.process.waitFor();
        return launch;
    }

    private void executable(String name, String text) throws IOException {
        Path file = Files.writeString(root.resolve(name), text.replace("@root@", root.toString()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// One run of the launcher.
    record Launch(Process process, Path outFile, Path errFile) {
        int exitCode() throws InterruptedException {
            return process.waitFor();
        }

        List<String> out() throws IOException {
            return Files.readAllLines(outFile);
        }

        List<String> err() throws IOException {
            return Files.readAllLines(errFile);
        }
    }
}

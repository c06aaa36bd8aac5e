package ismscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.FakeMachine.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher script `ismscope` on machines of all kinds.
class LauncherScriptTest {
    @TempDir private Path directory;
    private FakeMachine machine;

    @BeforeEach
    void setUp() throws IOException {
        machine = new FakeMachine(directory);
    }

    @Test
    void saysInOneSentenceThatAJdkIsMissing() throws Exception {
        machine.maven();
        machine.set("JAVA_HOME", machine.jdk("old", "17.0.2").toString());

        Launch launch = machine.launch();

        assertThat(launch.exitCode()).isEqualTo(1);
        assertThat(launch.err())
                .singleElement()
                .asString()
                .startsWith("ismscope: a JDK 25 or newer is needed, not the 17 in ")
                .contains("JAVA_HOME");
    }

    @Test
    void saysInOneSentenceThatMavenIsMissing() throws Exception {
        machine.jdk("jvm/25", "25.0.1");

        Launch launch = machine.launch();

        assertThat(launch.exitCode()).isEqualTo(1);
        assertThat(launch.err()).singleElement().asString().contains("apt-get install maven");
    }

    @Test
    void prefersTheJdkOfJavaHome() throws Exception {
        machine.maven();
        machine.jdk("jvm/25", "25.0.1");
        machine.javaOnPath(machine.jdk("onpath", "25.0.2"));
        machine.set("JAVA_HOME", machine.jdk("home", "26").toString());

        assertThat(machine.launch().out()).startsWith("home");
        assertThat(machine.calls("mvn")).singleElement().asString().startsWith(directory + "/home");
    }

    @Test
    void takesTheJdkOnThePathWhenJavaHomeIsTooOld() throws Exception {
        machine.maven();
        machine.jdk("jvm/25", "25.0.1");
        machine.javaOnPath(machine.jdk("onpath", "25.0.2"));
        machine.set("JAVA_HOME", machine.jdk("home", "24.0.1").toString());

        assertThat(machine.launch().out()).startsWith("onpath");
    }

    @Test
    void takesTheOldestThatFitsOfTheInstalledJdks() throws Exception {
        machine.maven();
        machine.jdk("jvm/a-27", "27-ea");
        machine.jdk("jvm/b-25", "25");
        machine.jdk("jvm/c-17", "17.0.2");
        machine.javaOnPath(machine.jdk("onpath", "17.0.2"));

        assertThat(machine.launch().out()).startsWith("jvm/b-25");
    }

    @Test
    void passesAllArgumentsOnAsTheyAre() throws Exception {
        machine.maven();
        machine.jdk("jvm/25", "25.0.1");

        Launch launch = machine.launch("read", "-r", "a file.pcapng", "", "*", "-e", "x\"y");

        assertThat(launch.out())
                .endsWith(
                        "--module",
                        "ismscope.app/ismscope.app.Launcher",
                        "read",
                        "-r",
                        "a file.pcapng",
                        "",
                        "*",
                        "-e",
                        "x\"y");
        assertThat(launch.exitCode()).isZero();
    }

    @Test
    void buildsOnceAndAgainOnlyWhenASourceIsNewer() throws Exception {
        machine.maven();
        machine.jdk("jvm/25", "25.0.1");
        machine.lookAway();

        assertThat(machine.launch().err()).singleElement().asString().contains("building");
        assertThat(machine.launch().err()).isEmpty();
        assertThat(machine.calls("mvn")).hasSize(1);

        machine.source("device-backend/src/main/New.java");
        assertThat(machine.launch().err()).singleElement().asString().contains("building");
        assertThat(machine.calls("mvn")).hasSize(2);
    }

    @Test
    void buildsAgainWhenASourceIsDeleted() throws Exception {
        machine.maven();
        machine.jdk("jvm/25", "25.0.1");
        machine.lookAway();
        machine.launch();

        Files.delete(machine.path("checkout/app/src/main/A.java"));
        machine.launch();

        assertThat(machine.calls("mvn")).hasSize(2);
    }

    @Test
    void twoLaunchesAtOnceBuildOnce() throws Exception {
        machine.maven();
        machine.jdk("jvm/25", "25.0.1");
        machine.lookAway();
        Files.createFile(machine.path("mvn.slow"));
        Path checkout = machine.path("checkout");

        Launch first = machine.launch(checkout, "./ismscope", "one");
        Launch second = machine.launch(checkout, "./ismscope", "two");

        assertThat(first.exitCode()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(first.out()).endsWith("one");
        assertThat(second.out()).endsWith("two");
        assertThat(machine.calls("mvn")).hasSize(1);
    }

    @Test
    void aFailedBuildShowsTheReasonAndItsExitCode() throws Exception {
        machine.maven();
        machine.jdk("jvm/25", "25.0.1");
        Files.createFile(machine.path("mvn.fails"));

        Launch launch = machine.launch();

        assertThat(launch.exitCode()).isEqualTo(7);
        assertThat(launch.err()).last().asString().contains("Foo.java:[3,1] ';' expected");
        assertThat(launch.out()).isEmpty();

        Files.delete(machine.path("mvn.fails"));
        assertThat(machine.launch().exitCode()).isZero();
    }

    @Test
    void worksFromElsewhereThroughALink() throws Exception {
        machine.maven();
        machine.jdk("jvm/25", "25.0.1");
        Path elsewhere = Files.createDirectory(machine.path("elsewhere"));
        Files.createSymbolicLink(elsewhere.resolve("scope"), machine.launcher());

        Launch launch = machine.launch(elsewhere, "./scope", "--version");

        assertThat(launch.exitCode()).isZero();
        assertThat(launch.out()).endsWith("--version");
    }

    @Test
    void usesTheStartUpCacheOfThisBuild() throws Exception {
        machine.maven();
        Path jdk = machine.jdk("jvm/25", "25.0.1");
        machine.lookAway();
        assertThat(machine.launch().out()).noneMatch(line -> line.contains("AOTCache="));
        Path cache = startUpCache(jdk);

        Files.createFile(cache);
        assertThat(machine.launch().out()).contains("-XX:AOTCache=" + cache);

        machine.source("pom.xml");
        assertThat(machine.launch().out()).noneMatch(line -> line.contains("AOTCache="));
    }

    private Path startUpCache(Path jdk) throws Exception {
        Process sum =
                new ProcessBuilder("cksum").redirectInput(jdk.resolve("release").toFile()).start();
        String digits =
                new String(sum.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .split(" ", 2)[0];
        return machine.path("checkout/.ismscope/start-up-%s.aot".formatted(digits));
    }
}

package ismscope.app.cli;

import static ismscope.app.cli.TypedCommand.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `stat` on the sample traces.
class StatCommandTest {
    private static final String STORM = trace("storm");
    private static final Pattern DOORBELLS =
            Pattern.compile("\"doorbells\":\\{\"count\":([1-9]\\d*),\"filter\":\"(.*?[^\\\\])\"");
    private static final String FAULTY = trace("faulty-driver");

    private static String trace(String name) {
        return Path.of("..", "sample-traces").resolve(name).resolve("trace.pcapng").toString();
    }

    @Test
    void tablesTellOfVmsCommandsAndRegions() {
        TypedCommand stat = type("stat", "-r", FAULTY);
        assertThat(stat.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(stat.out())
                .containsPattern("(?m)^VM +EVENTS +PER SECOND +COMMANDS +REFUSED +P50 ")
                .containsPattern("(?m)^ALLOC_REGION +\\d+ ")
                .containsPattern("(?m)^REFUSED WITH +COMMANDS$")
                .containsPattern("(?m)^ENOENT +\\d+$")
                .containsPattern("(?m)^Alive at the end: \\d+ region");
    }

    @Test
    void theFilterOfACountFindsItsEvents() {
        Matcher doorbells = DOORBELLS.matcher(type("stat", "-r", STORM, "--json").out());
        assertThat(doorbells.find()).isTrue();
        String filter = doorbells.group(2).replace("\\\"", "\"");
        assertThat(type("read", "-r", STORM, "-Y", filter).out().lines())
                .hasSize(Integer.parseInt(doorbells.group(1)));
    }

    @Test
    void aFilterThatIsNoneIsShownWithItsPlace() {
        TypedCommand stat = type("stat", "-r", STORM, "-Y", "ism.nothing == 1");
        assertThat(stat.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(stat.err()).contains("ism.nothing", "^");
    }

    @Test
    void aRangeNarrowsTheFigures() {
        TypedCommand stat = type("stat", "-r", STORM, "--from", "#11", "--to", "#20", "--json");
        assertThat(stat.out())
                .contains("\"firstEvent\":11,\"lastEvent\":20,\"events\":{\"count\":10,")
                .contains("frame.number > 10 && frame.number <= 20");
    }

    @Test
    void aRangeWithoutEventsIsRefusedWithASentence() {
        TypedCommand stat = type("stat", "-r", STORM, "--from", "#20", "--to", "#11");
        assertThat(stat.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(stat.err()).contains("there is no event from #20 to #11");
    }

    @Test
    void aPlaceThatIsNoneIsRefusedBeforeTheRecordingIsRead() {
        TypedCommand stat = type("stat", "-r", "no-such.pcapng", "--to", "soon");
        assertThat(stat.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(stat.err()).contains("\"soon\" is no place");
    }

    @Test
    void timesBeyondAllClocksAreTheEnd() {
        assertThat(type("stat", "-r", STORM, "--to", "999999999h").out())
                .isEqualTo(type("stat", "-r", STORM).out());
        assertThat(type("stat", "-r", STORM, "--from", "999999999h").err())
                .contains("there is no event from 999999999h to the end");
        assertThat(type("stat", "-r", STORM, "--from", "2262-04-11T23:47:16.854775807Z").err())
                .contains("there is no event from 2262-04-11T23:47:16.854775807Z to the end");
    }
}

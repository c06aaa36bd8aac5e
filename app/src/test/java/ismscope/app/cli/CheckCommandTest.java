package ismscope.app.cli;

import static ismscope.app.cli.TypedCommand.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/// `check` on the sample traces.
class CheckCommandTest {
    private static final Path SAMPLES = Path.of("..", "sample-traces");
    private static final String FAULTY = trace("faulty-driver");
    private static final String CLEAN = trace("hello");

    @TempDir private static Path directory;

    private static String trace(String name) {
        return SAMPLES.resolve(name).resolve("trace.pcapng").toString();
    }

    @Test
    void aCleanRecordingPasses() {
        TypedCommand check = type("check", "-r", CLEAN, "--fail-on", "note");
        assertThat(check.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(check.out()).startsWith("0 findings in 93 events");
    }

    @Test
    void findingsAreGroupedByRuleWithTheirProof() {
        TypedCommand check = type("check", "-r", FAULTY);
        assertThat(check.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(check.out())
                .contains("ERROR ISM-0001 chain-loop: ")
                .containsPattern("(?m)^  #\\d+ vm3: ")
                .containsPattern("(?m)^ +\\d+ +\\d+\\.\\d+  vm3 +violation +CHAIN_LOOP");
        assertThat(check.out().indexOf("ERROR ")).isLessThan(check.out().indexOf("WARN "));
    }

    @Test
    void onlyTheChosenRulesCount() {
        TypedCommand check = type("check", "-r", FAULTY, "--rules", "permission-bits,107");
        assertThat(check.exitCode()).as("notes are no warnings").isEqualTo(ExitCode.DONE);
        assertThat(check.out()).contains("ISM-0203", "ISM-0107").doesNotContain("ISM-0001");
        assertThat(type("check", "-r", FAULTY, "--rules=-chain-loop").out())
                .contains("ISM-0002")
                .doesNotContain("ISM-0001 chain-loop:");
    }

    @Test
    void theSeverityThatFailsIsChosen() {
        String[] words = {"check", "-r", FAULTY, "--rules", "permission-bits", "--fail-on", "note"};
        assertThat(type(words).exitCode()).isEqualTo(ExitCode.FAILED);
        words[6] = "error";
        assertThat(type(words).exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void anUnknownRuleIsRefusedWithTheNearest() {
        TypedCommand check = type("check", "-r", FAULTY, "--rules", "chain-lop");
        assertThat(check.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(check.err()).contains("chain-loop");
        assertThat(type("check").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(type("check", "-r", "nowhere.pcapng").exitCode()).isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void theJunitReportHasATestCaseForEachRule() throws Exception {
        Path report = directory.resolve("findings.xml");
        type("check", "-r", FAULTY, "--junit", report.toString());
        Element suite =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getDocumentElement();

        long rules = type("check", "-G").out().lines().count();
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo(Long.toString(rules));
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo((int) rules);
        assertThat(suite.getElementsByTagName("failure").getLength())
                .isGreaterThanOrEqualTo(Integer.parseInt(suite.getAttribute("failures")))
                .isPositive();
    }

    @Test
    void jsonNamesTheEventsAsTheListDoes() throws Exception {
        TypedCommand check = type("check", "-r", FAULTY, "--rules", "chain-loop", "--json");
        assertThat(check.out()).startsWith("[\n{\"rule\":\"ISM-0001\",\"name\":\"chain-loop\"");
        assertThat(check.out()).contains("\"certainty\":\"is\"", "\"proof\":[").endsWith("]\n");
        assertThat(Files.exists(Path.of(FAULTY))).isTrue();
    }
}

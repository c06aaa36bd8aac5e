package ismscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.smc.Measured;
import ismscope.app.smc.Pattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmcReportTest {
    private static final SmcReport REPORT =
            new SmcReport(
                    List.of(
                            new Measured("tcp", Pattern.STREAM, 1_000, 1_000_000, 2_000_000),
                            new Measured("tcp", Pattern.PING_PONG, 1_000, 20_000_000, 40_000_000),
                            new Measured(
                                    "ism polling", Pattern.STREAM, 3_000, 1_000_000, 2_000_000),
                            new Measured("ism polling", Pattern.PING_PONG, 1_000, 1_000_000, 1),
                            new Measured(
                                    "ism blocking", Pattern.STREAM, 8_000, 1_000_000, 4_000_000),
                            new Measured("ism blocking", Pattern.PING_PONG, 1_000, 60_000_000, 1),
                            new Measured("ism blocking tap", Pattern.STREAM, 9_000, 1_000_000, 1),
                            new Measured("ism blocking tap", Pattern.PING_PONG, 9_000, 1_000, 1)));

    @Test
    void comparesTheBestOfOursWithTcp() {
        assertThat(String.join("\n", REPORT.json()))
                .contains("\"throughput_ratio\": 8.0000")
                .contains("\"cpu_per_byte_ratio\": 0.2500")
                .contains("\"throughput_and_cpu_of\": \"ism blocking\"")
                .contains("\"latency_ratio\": 0.0500")
                .contains("\"latency_of\": \"ism polling\"");
    }

    @Test
    void hasALineForEachLink() {
        assertThat(REPORT.table()).hasSize(1 + 4 + 1 + 3);
    }
}

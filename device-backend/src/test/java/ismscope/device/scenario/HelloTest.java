package ismscope.device.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelloTest {
    @Test
    void writesAMessageWithADoorbellEverySecond() throws Exception {
        TapLog log = Played.of("hello", Duration.ofSeconds(5));
        List<String> messages =
                log.of(TapRecord.Content.class)
                        .map(content -> new String(content.bytes(), StandardCharsets.UTF_8).trim())
                        .toList();
        assertThat(messages)
                .containsExactly(
                        "message 1!!", "message 2!!", "message 3!!", "message 4!!", "message 5!!");
        assertThat(log.of(TapRecord.Doorbell.class)).hasSize(5);
        assertThat(log.violations()).isEmpty();
    }
}

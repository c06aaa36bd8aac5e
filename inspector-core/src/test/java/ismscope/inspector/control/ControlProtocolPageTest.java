package ismscope.inspector.control;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.guest.GuestRegion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// The conversations in docs/control-protocol.md, held with a real backend.
class ControlProtocolPageTest {
    private static final Path PAGE = Path.of("..", "docs", "control-protocol.md");
    private static final String TOKEN_OF_PAGE = "0x0123456789abcdef";
    private static final Set<String> OF_THE_RUN = Set.of("version", "records", "sequence");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void everyReplyIsAsThePageSays() throws Exception {
        List<String> told = new ArrayList<>();
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = new ControlClient(served.sockets())) {
            GuestRegion region = ServedHost.share(served.boot("vm1"), served.boot("vm2"));
            region.storeText(0, "hello");
            String token = "0x%016x".formatted(region.token());
            for (String line : Files.readAllLines(PAGE)) {
                if (line.startsWith("-> ")) {
                    client.send(line.substring(3).replace(TOKEN_OF_PAGE, token) + "\n");
                } else if (line.startsWith("<- ")) {
                    String reply = client.next().toString().replace(token, TOKEN_OF_PAGE);
                    told.add(reply);
                    assertThat(alike(reply)).as("%s", reply).isEqualTo(alike(line.substring(3)));
                }
            }
        }
        assertThat(told).hasSizeGreaterThan(10);
    }

    @Test
    void everyCommandIsOnThePage() throws Exception {
        String page = Files.readString(PAGE);
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = new ControlClient(served.sockets())) {
            client.next();
            for (JsonNode command : client.execute("query-commands", "{}")) {
                String name = command.get("name").asString();
                assertThat(page).contains("\"execute\":\"" + name + "\"");
            }
        }
        for (ControlFault.Kind kind : ControlFault.Kind.values()) {
            assertThat(page).contains("`" + kind.word() + "`");
        }
    }

    /// {@return a line without what each run has its own of}
    private static JsonNode alike(String line) {
        JsonNode tree = JSON.readTree(line);
        forget(tree);
        return tree;
    }

    private static void forget(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                if (OF_THE_RUN.contains(name)) {
                    object.put(name, "");
                }
            }
        }
        node.forEach(ControlProtocolPageTest::forget);
    }
}

package ismscope.inspector.control;

import ismscope.inspector.event.ValueText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// All devices and regions of a running backend as two tables for people, in the manner of `smcd
/// d`: a line for each device, then one for each mapping of a region.
public final class BackendListing {
    private static final int PAGE = 500;
    private static final String GAP = "  ";

    private BackendListing() {}

    /// {@return the lines}
    ///
    /// @throws IOException with a sentence for people: the backend refuses, or is gone
    public static List<String> of(ControlConnection backend) throws IOException {
        List<List<String>> devices = new ArrayList<>();
        devices.add(List.of("DEVICE", "NAME", "QUEUES", "VECTORS", "REGIONS", "STATUS"));
        for (JsonNode device : all(backend, "query-devices", "devices")) {
            devices.add(
                    List.of(
                            device.path("ordinal").asString(),
                            device.path("name").asString(),
                            queues(device.path("queues")),
                            device.path("vectors").asString(),
                            "" + device.path("regions").size(),
                            device.path("status").asString()));
        }
        List<List<String>> regions = new ArrayList<>();
        regions.add(List.of("TOKEN", "SIZE", "CREATOR", "DEFAULT RIGHTS", "MAPPED BY", "WITH"));
        for (JsonNode region : all(backend, "query-regions", "regions")) {
            regions.addAll(region(region));
        }
        List<String> lines = new ArrayList<>(aligned(devices));
        lines.add("");
        lines.addAll(aligned(regions));
        return lines;
    }

    private static List<JsonNode> all(ControlConnection backend, String command, String member)
            throws IOException {
        List<JsonNode> found = new ArrayList<>();
        JsonNode page;
        do {
            page = backend.execute(command, Map.of("skip", found.size(), "limit", PAGE));
            page.path(member).forEach(found::add);
        } while (!page.path(member).isEmpty() && found.size() < page.path("total").asInt());
        return found;
    }

    private static String queues(JsonNode queues) {
        List<String> told = new ArrayList<>();
        for (JsonNode queue : queues) {
            told.add(
                    queue.path("enabled").asBoolean()
                            ? queue.path("layout").asString() + " " + queue.path("size").asString()
                            : "off");
        }
        return String.join(", ", told);
    }

    private static List<List<String>> region(JsonNode region) {
        List<String> first =
                List.of(
                        region.path("token").asString(),
                        ValueText.size(region.path("size").asLong()),
                        region.path("creator").asString(),
                        region.path("default-rights").asString());
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode mapping : region.path("mappings")) {
            List<String> row = new ArrayList<>(rows.isEmpty() ? first : List.of("", "", "", ""));
            row.add(mapping.path("device").asString());
            row.add(mapping.path("rights").asString());
            rows.add(row);
        }
        int untold = region.path("attached").asInt() - rows.size();
        if (untold > 0) {
            rows.add(List.of("", "", "", "", "and %d more".formatted(untold), ""));
        }
        return rows;
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(" ", widths[i] - row.get(i).length()).append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}

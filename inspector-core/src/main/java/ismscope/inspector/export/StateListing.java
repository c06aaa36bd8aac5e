package ismscope.inspector.export;

import ismscope.inspector.diff.StateLeaf;
import ismscope.inspector.diff.StateValue;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A state in full, as text or as JSON: a line, or an object, for each device, virtqueue, region,
/// grant and mapping, with the names of docs/time-travel.md.
///
/// ```
/// device.vm1  present=yes  name=vm1  devid=0x1 ...
/// device.vm1.queue.0  size=64  enabled=yes ...
/// region.0x1f2e3d4c5b6a7988.mapping.vm2  active=yes  since=#58  rights=READ|WRITE ...
/// ```
///
/// Stateless. Thread: any.
///
/// @param state what to list
public record StateListing(SessionState state) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String GAP = "  ";

    /// Lists it, devices first, in order of appearance. Names that nothing is known of are left
    /// out.
    ///
    /// @param out takes the lines
    public void list(Consumer<String> out) {
        things().forEach((thing, values) -> {
            StringJoiner line = new StringJoiner(GAP);
            line.add(thing);
            values.forEach((name, value) -> line.add(name + "=" + value));
            out.accept(line.toString());
        });
    }

    /// {@return it as one JSON object on one line: `event`, counted from 1, and `state`, with an
    /// object of texts for each thing}
    public String json() {
        StringWriter text = new StringWriter(4096);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeNumberProperty("event", state.event() + 1);
            out.writeObjectPropertyStart("state");
            things().forEach((thing, values) -> {
                out.writeObjectPropertyStart(thing);
                values.forEach(out::writeStringProperty);
                out.writeEndObject();
            });
            out.writeEndObject();
            out.writeEndObject();
        }
        return text.toString();
    }

    /// {@return values by name, by the thing they are of}
    private Map<String, Map<String, String>> things() {
        Map<Integer, String> names = names();
        Map<String, Map<String, String>> things = new LinkedHashMap<>();
        StateLeaf.eachOf(
                state,
                leaf -> {
                    StateValue value = leaf.in(state);
                    String text = value == null ? "" : value.text();
                    if (!text.isEmpty()) {
                        things.computeIfAbsent(thing(leaf, names), _ -> new LinkedHashMap<>())
                                .put(leaf.field().word(), text);
                    }
                });
        return things;
    }

    /// {@return what devices are called, each otherwise: a VM that left and came again is `vm2(2)`}
    private Map<Integer, String> names() {
        Map<String, Integer> times = new HashMap<>();
        Set<String> given = new HashSet<>();
        Map<Integer, String> names = new HashMap<>();
        for (DeviceState device : state.devices().values()) {
            String own = ValueText.oneLine(device.name());
            String name;
            do {
                int time = times.merge(own, 1, Integer::sum);
                name = time == 1 ? own : own + "(" + time + ")";
            } while (!given.add(name));
            names.put(device.ordinal(), name);
        }
        return names;
    }

    private String thing(StateLeaf leaf, Map<Integer, String> names) {
        String device = "device." + name((int) leaf.owner(), names);
        String region = "region." + ValueText.token(leaf.owner());
        return switch (leaf.field().part()) {
            case DEVICE -> device;
            case QUEUE -> device + ".queue." + leaf.key();
            case REGION -> region;
            case GRANT -> region + ".grant." + grantee(leaf.key(), names);
            case MAPPING -> region + ".mapping." + name((int) leaf.key(), names);
        };
    }

    private String grantee(long devid, Map<Integer, String> names) {
        return state.devices().values().stream()
                .filter(device -> device.devid() == devid)
                .findFirst()
                .map(device -> name(device.ordinal(), names))
                .orElseGet(() -> ValueText.hex(devid));
    }

    private static String name(int ordinal, Map<Integer, String> names) {
        return names.getOrDefault(ordinal, "device " + ordinal);
    }
}

package ismscope.device.vfio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The JSON of a VERSION message: an object whose `capabilities` say what one side can do.
///
/// Only whole numbers and truth values directly below `capabilities` mean something; all else is
/// read and forgotten. Spec: vfio-user protocol, "VERSION".
///
/// @param numbers by name
/// @param truths by name
public record VersionText(
        SequencedMap<String, Long> numbers, SequencedMap<String, Boolean> truths) {
    /// Descriptors that one message may carry.
    public static final String MAX_MSG_FDS = "max_msg_fds";

    /// Bytes that one access may have.
    public static final String MAX_DATA_XFER_SIZE = "max_data_xfer_size";

    /// DMA_MAPs at one time.
    public static final String MAX_DMA_MAPS = "max_dma_maps";

    /// Sizes of pages that can be mapped, a bit mask.
    public static final String PGSIZES = "pgsizes";

    /// Whether REGION_WRITE_MULTI is known.
    public static final String WRITE_MULTIPLE = "write_multiple";

    /// Says nothing.
    public static final VersionText EMPTY =
            new VersionText(new LinkedHashMap<>(), new LinkedHashMap<>());

    /// {@return the same and one number more}
    public VersionText with(String name, long value) {
        SequencedMap<String, Long> more = new LinkedHashMap<>(numbers);
        more.put(name, value);
        return new VersionText(more, truths);
    }

    /// {@return the same and one truth value more}
    public VersionText with(String name, boolean value) {
        SequencedMap<String, Boolean> more = new LinkedHashMap<>(truths);
        more.put(name, value);
        return new VersionText(numbers, more);
    }

    /// {@return whether a capability is there and true}
    public boolean has(String name) {
        return truths.getOrDefault(name, false);
    }

    /// {@return it as JSON}
    public String json() {
        StringBuilder json = new StringBuilder("{\"capabilities\":{");
        String separator = "";
        for (Map<String, ?> part : java.util.List.of(numbers, truths)) {
            for (Map.Entry<String, ?> entry : part.entrySet()) {
                json.append(separator).append('"').append(entry.getKey()).append("\":");
                json.append(entry.getValue());
                separator = ",";
            }
        }
        return json.append("}}").toString();
    }

    /// {@return what a text says, null if it is no JSON object, or one too deep}
    public static @Nullable VersionText parse(String text) {
        return new VersionParser(text).parse();
    }
}

package ismscope.inspector.control;

import static ismscope.inspector.control.ControlFault.Kind.GENERIC;
import static ismscope.inspector.control.ControlFault.Kind.INVALID_ARGUMENT;
import static ismscope.inspector.control.ControlFault.Kind.REGION_IN_POOL;
import static ismscope.inspector.control.ControlFault.Kind.REGION_NOT_FOUND;

import ismscope.device.model.IsmHost;
import ismscope.device.os.MemoryFile;
import ismscope.device.region.MemoryPool;
import ismscope.device.region.Region;
import ismscope.inspector.event.ValueText;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bytes of a region: copied, or as a file to be mapped for reading.
final class RegionCommands {
    /// Bytes that one answer carries at most.
    private static final int MOST_READ = 1 << 20;

    private final ObservedHost observed;

    RegionCommands(ObservedHost observed) {
        this.observed = observed;
    }

    List<ControlCommand> all() {
        return List.of(
                ControlCommand.answering("region-read", this::read, "token", "offset", "length"),
                new ControlCommand("region-map", List.of("token"), this::map));
    }

    private Object read(Arguments arguments) throws ControlFault {
        long token = arguments.token("token");
        long offset = arguments.number("offset", 0, Long.MAX_VALUE, 0);
        int length = (int) arguments.number("length", 1, MOST_READ, 4096);
        byte[] bytes = new byte[length];
        long size = observed.ask(host -> copy(host, token, offset, bytes));
        if (size < 0) {
            throw noRegion(token);
        }
        if (offset > size - length) {
            throw new ControlFault(
                    INVALID_ARGUMENT, "the region has %d bytes, no more".formatted(size));
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("token", ValueText.token(token));
        told.put("offset", offset);
        told.put("data", Base64.getEncoder().encodeToString(bytes));
        return told;
    }

    /// {@return the region's size, -1 if there is none; the bytes are copied if it has them all}
    private static long copy(IsmHost host, long token, long offset, byte[] bytes) {
        Region region = host.region(token);
        if (region == null) {
            return -1;
        }
        if (offset <= region.size() - bytes.length) {
            region.read(offset, bytes, 0, bytes.length);
        }
        return region.size();
    }

    private ControlCommand.Reply map(Arguments arguments) throws ControlFault {
        long token = arguments.token("token");
        Opened opened = observed.<@Nullable Opened>ask(host -> open(host, token));
        if (opened == null) {
            throw noRegion(token);
        }
        if (opened.file == null) {
            throw new ControlFault(opened.kind, opened.trouble);
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("token", ValueText.token(token));
        told.put("offset", 0);
        told.put("size", opened.file.size());
        return new ControlCommand.Reply(told, opened.file);
    }

    /// A file for a peer, or why there is none.
    private record Opened(@Nullable MemoryFile file, ControlFault.Kind kind, String trouble) {}

    private static @Nullable Opened open(IsmHost host, long token) {
        Region region = host.region(token);
        if (region == null) {
            return null;
        }
        MemoryPool pool = region.pool();
        if (pool != null) {
            // A descriptor of the pool's file opens the regions of all others in it.
            return new Opened(
                    null,
                    REGION_IN_POOL,
                    "the region is a part of the memory of pool \"%s\", which cannot be handed out"
                                    .formatted(pool.name())
                            + " in parts; region-read copies its bytes");
        }
        try {
            return new Opened(region.file().duplicateReadOnly(), GENERIC, "");
        } catch (IOException e) {
            return new Opened(null, GENERIC, "the region cannot be opened: " + e.getMessage());
        }
    }

    private static ControlFault noRegion(long token) {
        return new ControlFault(REGION_NOT_FOUND, "there is no region " + ValueText.token(token));
    }
}

package ismscope.inspector.control;

import ismscope.device.model.AccessOptions;
import ismscope.device.model.ContentOptions;
import ismscope.device.model.IsmHost;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.TapRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What is captured, and how much of it there is.
final class CaptureCommands {
    private static final int LONGEST_MARK = 4096;

    private static final List<String> SETTINGS =
            Stream.concat(
                            Stream.of("content", "snapshot-length", "bytes-per-second"),
                            AccessArguments.NAMES.stream())
                    .toList();

    private final ObservedHost observed;
    private final Supplier<List<Map<String, Object>>> inspectors;
    private final Announcer announcer;

    /// Tells all peers of news.
    @FunctionalInterface
    interface Announcer {
        void announce(String event, Map<String, Object> data);
    }

    /// @param inspectors tells of each stream
    CaptureCommands(
            ObservedHost observed,
            Supplier<List<Map<String, Object>>> inspectors,
            Announcer announcer) {
        this.observed = observed;
        this.inspectors = inspectors;
        this.announcer = announcer;
    }

    List<ControlCommand> all() {
        return List.of(
                ControlCommand.answering("query-stats", this::stats),
                ControlCommand.answering("mark", this::mark, "text"),
                ControlCommand.answering(
                        "set-capture", this::setCapture, SETTINGS.toArray(String[]::new)));
    }

    private Object stats(Arguments arguments) throws ControlFault {
        List<Map<String, Object>> readers = inspectors.get();
        return observed.ask(host -> {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("records", observed.tap().recordCount());
            told.put("devices", host.devices().size());
            told.put("regions", host.regionsInUse().size());
            told.put("region-bytes", host.regionBytes());
            told.put("inspectors", readers);
            told.putAll(described(host));
            return told;
        });
    }

    private Object mark(Arguments arguments) throws ControlFault {
        String text = arguments.text("text", LONGEST_MARK);
        return observed.ask(_ -> {
            observed.tap().record(DeviceTap.HOST, 0, 0, new TapRecord.Mark(text));
            return Map.of("sequence", observed.tap().recordCount());
        });
    }

    /// For the whole backend: its recording and every inspector.
    private Object setCapture(Arguments arguments) throws ControlFault {
        Optional<Boolean> content = arguments.flag("content");
        long length = arguments.number("snapshot-length", 0, 1 << 24, -1);
        long budget = arguments.number("bytes-per-second", 0, 1L << 40, -1);
        AccessOptions accesses =
                AccessArguments.read(arguments, observed.ask(IsmHost::accessOptions));
        Map<String, Object> now =
                observed.ask(host -> {
                    ContentOptions before = host.contentOptions();
                    host.limitContent(
                            new ContentOptions(
                                    snapshotLength(content, length, before),
                                    budget < 0 ? before.bytesPerSecond() : budget));
                    host.recordAccesses(accesses);
                    return described(host);
                });
        announcer.announce("CAPTURE_CHANGED", now);
        return now;
    }

    private static int snapshotLength(
            Optional<Boolean> content, long wanted, ContentOptions before) {
        if (!content.orElse(true)) {
            return 0;
        }
        if (wanted >= 0) {
            return (int) wanted;
        }
        boolean begins = content.isPresent() && before.snapshotLength() == 0;
        return begins ? ContentOptions.USUAL.snapshotLength() : before.snapshotLength();
    }

    private static Map<String, Object> described(IsmHost host) {
        ContentOptions options = host.contentOptions();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("content", options.snapshotLength() > 0);
        told.put("snapshot-length", options.snapshotLength());
        told.put("bytes-per-second", options.bytesPerSecond());
        AccessArguments.tell(host.accessOptions(), told);
        return told;
    }
}

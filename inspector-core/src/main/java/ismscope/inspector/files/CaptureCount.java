package ismscope.inspector.files;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.CaptureBlock.Reason;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.Packing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts what comes by.
final class CaptureCount {
    private final List<CaptureOrigin> sections = new ArrayList<>();
    private final SortedMap<Integer, DeviceShare> devices = new TreeMap<>();
    private final long[] kinds = new long[TapKind.values().length];
    private final Map<Reason, Long> skipped = new EnumMap<>(Reason.class);
    private long events;
    private long recordBytes;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long before = Long.MIN_VALUE;
    private boolean inOrder = true;
    private long comments;

    void all(BlockSource source) throws InterruptedException {
        for (CaptureBlock block = source.next(); block != null; block = source.next()) {
            switch (block) {
                case CaptureBlock.Section section -> sections.add(section.origin());
                case CaptureBlock.Device device ->
                        devices.putIfAbsent(
                                device.device(),
                                new DeviceShare(device.device(), name(device), 0, 0));
                case CaptureBlock.Packet packet -> take(packet);
                case CaptureBlock.Skipped other -> skipped.merge(other.reason(), 1L, Long::sum);
                case CaptureBlock.Statistics _ -> {
                    // What was lost is told where it was lost.
                }
            }
        }
    }

    private static String name(CaptureBlock.Device device) {
        return device.name().isEmpty() ? "device " + device.device() : device.name();
    }

    private void take(CaptureBlock.Packet packet) {
        TapKind kind = packet.kind();
        long lost = 0;
        if (kind == TapKind.LOST && packet.decode().record() instanceof TapRecord.Lost told) {
            lost = told.count();
        }
        int ordinal = packet.header().device();
        DeviceShare share = devices.get(ordinal);
        String name = share == null ? "device " + ordinal : share.name();
        devices.put(
                ordinal,
                new DeviceShare(
                        ordinal,
                        name,
                        (share == null ? 0 : share.events()) + 1,
                        (share == null ? 0 : share.lost()) + lost));
        kinds[kind.code()]++;
        events++;
        recordBytes += packet.bytes().length;
        long time = packet.header().timeNanos();
        first = Math.min(first, time);
        last = Math.max(last, time);
        inOrder &= time >= before;
        before = time;
        comments += packet.header().comment().isEmpty() ? 0 : 1;
    }

    CaptureSurvey survey(Path file, Packing packing, long fileBytes, BlockSource source) {
        return new CaptureSurvey(
                file,
                packing,
                fileBytes,
                source.length(),
                List.copyOf(sections),
                List.copyOf(devices.values()),
                kindsMostFirst(),
                events,
                recordBytes,
                events == 0 ? 0 : first,
                events == 0 ? 0 : last,
                inOrder,
                comments,
                skipped,
                source.trouble());
    }

    private Map<TapKind, Long> kindsMostFirst() {
        List<TapKind> seen = new ArrayList<>();
        for (TapKind kind : TapKind.values()) {
            if (kinds[kind.code()] > 0) {
                seen.add(kind);
            }
        }
        seen.sort(Comparator.comparingLong((TapKind kind) -> -kinds[kind.code()]));
        Map<TapKind, Long> ordered = new LinkedHashMap<>();
        seen.forEach(kind -> ordered.put(kind, kinds[kind.code()]));
        return ordered;
    }
}

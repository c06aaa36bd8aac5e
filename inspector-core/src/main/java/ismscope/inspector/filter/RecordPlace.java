package ismscope.inspector.filter;

import ismscope.device.tap.TapKind;
import ismscope.inspector.event.IsmField;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers that lie at the same place in every record of a kind. Records of a known kind are never
/// shorter than that, so they need not be taken apart. Spec: docs/capture-format.md, "Kinds".
///
/// @param offset of the first byte in the record
/// @param width bytes, 1 to 8, little-endian
record RecordPlace(int offset, int width) {
    private static final int HEADER_LENGTH = 32;

    private static final Map<IsmField, RecordPlace> HEADER =
            Map.of(
                    IsmField.MAGIC, new RecordPlace(0, 4),
                    IsmField.VERSION, new RecordPlace(4, 1),
                    IsmField.SEQUENCE, new RecordPlace(8, 8));

    private static final Map<TapKind, Map<IsmField, RecordPlace>> BODY = body();

    /// {@return where a field lies in records of a kind, null if that is not always the same}
    static @Nullable RecordPlace of(IsmField field, TapKind kind) {
        if (kind == TapKind.UNKNOWN) {
            return null;
        }
        RecordPlace place = HEADER.get(field);
        return place != null ? place : BODY.getOrDefault(kind, Map.of()).get(field);
    }

    /// {@return the number there}
    long read(byte[] record) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (record[offset + i] & 0xff);
        }
        return value;
    }

    private static Map<TapKind, Map<IsmField, RecordPlace>> body() {
        Places places = new Places();
        places.in(TapKind.DEVICE_ADDED)
                .at(0, 8, IsmField.DEVICE_DEVID)
                .at(8, 8, IsmField.DEVICE_GID)
                .at(16, 8, IsmField.DEVICE_CHUNK_SIZE)
                .at(24, 8, IsmField.DEVICE_NOTIFY_SIZE)
                .at(32, 8, IsmField.DEVICE_WINDOW_SIZE)
                .at(40, 2, IsmField.DEVICE_NAME_LENGTH);
        places.in(TapKind.DEVICE_REMOVED).at(0, 1, IsmField.DEVICE_REMOVAL);
        places.in(TapKind.STATUS).at(0, 1, IsmField.STATUS_BEFORE).at(1, 1, IsmField.STATUS_AFTER);
        places.in(TapKind.FEATURES)
                .at(0, 8, IsmField.FEATURES_OFFERED)
                .at(8, 8, IsmField.FEATURES_ACCEPTED);
        queues(places);
        places.in(TapKind.DOORBELL).at(0, 8, IsmField.DOORBELL_OFFSET);
        places.in(TapKind.INTERRUPT)
                .at(0, 2, IsmField.INTERRUPT_VECTOR)
                .at(2, 1, IsmField.INTERRUPT_CAUSE);
        places.in(TapKind.REGION_CREATED).at(0, 8, IsmField.SIZE).at(8, 8, IsmField.REGION_CREATOR);
        places.in(TapKind.MAPPED).at(0, 8, IsmField.RIGHTS).at(8, 8, IsmField.AREAS);
        places.in(TapKind.UNMAPPED).at(0, 1, IsmField.UNMAPPING);
        places.in(TapKind.GRANT).at(0, 8, IsmField.GRANT_DEVID).at(8, 8, IsmField.RIGHTS);
        places.in(TapKind.CONTENT)
                .at(0, 8, IsmField.CONTENT_OFFSET)
                .at(8, 1, IsmField.CONTENT_QUALITY)
                .at(12, 4, IsmField.CONTENT_LENGTH);
        places.in(TapKind.ACCESS)
                .at(0, 8, IsmField.ACCESS_OFFSET)
                .at(8, 1, IsmField.ACCESS_WIDTH)
                .at(9, 1, IsmField.ACCESS_STORE)
                .at(16, 8, IsmField.ACCESS_VALUE);
        places.in(TapKind.VIOLATION)
                .at(0, 2, IsmField.VIOLATION_RULE)
                .at(2, 1, IsmField.VIOLATION_SEVERITY)
                .at(4, 4, IsmField.VIOLATION_TEXT_LENGTH);
        places.in(TapKind.LOST).at(0, 8, IsmField.LOST_COUNT).at(8, 1, IsmField.LOST_REASON);
        places.in(TapKind.MARK).at(0, 4, IsmField.MARK_LENGTH);
        places.in(TapKind.STOPPED).at(0, 8, IsmField.BREAKPOINT);
        places.in(TapKind.SWALLOWED)
                .at(0, 1, IsmField.SWALLOWED_REASON)
                .at(1, 8, IsmField.SWALLOWED_COUNT);
        return places.all;
    }

    private static void queues(Places places) {
        places.in(TapKind.QUEUE)
                .at(0, 2, IsmField.QUEUE_INDEX)
                .at(2, 2, IsmField.QUEUE_SIZE)
                .at(4, 1, IsmField.QUEUE_ENABLED)
                .at(5, 1, IsmField.QUEUE_LAYOUT)
                .at(8, 8, IsmField.QUEUE_DESCRIPTOR_AREA)
                .at(16, 8, IsmField.QUEUE_DRIVER_AREA)
                .at(24, 8, IsmField.QUEUE_DEVICE_AREA);
        places.in(TapKind.REQUEST)
                .at(0, 2, IsmField.QUEUE_INDEX)
                .at(2, 2, IsmField.CHAIN_HEAD)
                .at(4, 2, IsmField.CHAIN_DESCRIPTORS)
                .at(8, 4, IsmField.CHAIN_READABLE)
                .at(12, 4, IsmField.CHAIN_WRITABLE);
        places.in(TapKind.REPLY)
                .at(0, 2, IsmField.QUEUE_INDEX)
                .at(2, 2, IsmField.CHAIN_HEAD)
                .at(4, 4, IsmField.CHAIN_USED);
        places.in(TapKind.EVENT)
                .at(0, 2, IsmField.QUEUE_INDEX)
                .at(2, 2, IsmField.CHAIN_HEAD)
                .at(4, 4, IsmField.CHAIN_USED);
    }

    private static final class Places {
        private final Map<TapKind, Map<IsmField, RecordPlace>> all = new HashMap<>();
        private Map<IsmField, RecordPlace> current = Map.of();

        Places in(TapKind kind) {
            current = new EnumMap<>(IsmField.class);
            all.put(kind, current);
            return this;
        }

        Places at(int offset, int width, IsmField field) {
            current.put(field, new RecordPlace(HEADER_LENGTH + offset, width));
            return this;
        }
    }
}

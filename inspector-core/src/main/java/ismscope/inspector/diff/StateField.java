package ismscope.inspector.diff;

import ismscope.device.tap.TapKind;
import java.util.EnumSet;
import java.util.Set;

/// The values that a [ismscope.inspector.state.SessionState] holds.
///
/// Numbers of events that only repeat when another value changed (`removedAt`, `freedAt`,
/// `endedAt`) are none of them. The order is that in which people see them.
public enum StateField {
    DEVICE_PRESENT("present"),
    DEVICE_NAME("name"),
    DEVICE_POOL("pool"),
    DEVICE_DEVID("devid"),
    DEVICE_GID("gid"),
    DEVICE_CHUNK_SIZE("chunk_size"),
    DEVICE_NOTIFY_SIZE("notify_size"),
    DEVICE_WINDOW_SIZE("window_size"),
    DEVICE_STATUS("status"),
    DEVICE_FEATURES("features"),
    DEVICE_PENDING("pending"),
    DEVICE_COMMANDS("commands"),
    DEVICE_REFUSALS("refusals"),
    DEVICE_DOORBELLS("doorbells"),
    DEVICE_EVENTS("events_delivered"),
    DEVICE_SWALLOWED("swallowed"),
    DEVICE_VIOLATIONS("violations"),

    QUEUE_SIZE("size"),
    QUEUE_ENABLED("enabled"),
    QUEUE_PACKED("packed"),
    QUEUE_DESCRIPTOR_AREA("descriptor_area"),
    QUEUE_DRIVER_AREA("driver_area"),
    QUEUE_DEVICE_AREA("device_area"),

    REGION_ALIVE("alive"),
    REGION_SINCE("since"),
    REGION_SIZE("size"),
    REGION_CREATOR("creator"),
    REGION_DEFAULT_RIGHTS("rights.default"),
    REGION_DOORBELLS("doorbells"),
    REGION_CONTENT("content_events"),

    GRANT_RIGHTS("rights"),

    MAPPING_ACTIVE("active"),
    MAPPING_SINCE("since"),
    MAPPING_RIGHTS("rights"),
    MAPPING_AREAS("areas");

    private final String word;

    StateField(String word) {
        this.word = word;
    }

    /// What a value is one of.
    public enum Part {
        DEVICE,
        QUEUE,
        REGION,
        GRANT,
        MAPPING;

        /// {@return its fields}
        public Set<StateField> fields() {
            return switch (this) {
                case DEVICE -> EnumSet.range(DEVICE_PRESENT, DEVICE_VIOLATIONS);
                case QUEUE -> EnumSet.range(QUEUE_SIZE, QUEUE_DEVICE_AREA);
                case REGION -> EnumSet.range(REGION_ALIVE, REGION_CONTENT);
                case GRANT -> EnumSet.of(GRANT_RIGHTS);
                case MAPPING -> EnumSet.range(MAPPING_ACTIVE, MAPPING_AREAS);
            };
        }

        /// {@return whether it belongs to a device; else it belongs to a region}
        public boolean isOfDevice() {
            return this == DEVICE || this == QUEUE;
        }
    }

    /// {@return what it is a value of}
    public Part part() {
        if (compareTo(QUEUE_SIZE) < 0) {
            return Part.DEVICE;
        }
        if (compareTo(REGION_ALIVE) < 0) {
            return Part.QUEUE;
        }
        if (compareTo(GRANT_RIGHTS) < 0) {
            return Part.REGION;
        }
        return this == GRANT_RIGHTS ? Part.GRANT : Part.MAPPING;
    }

    /// {@return its name in a path}
    public String word() {
        return word;
    }

    /// {@return whether true says that there is such a thing, and false that it is gone}
    public boolean saysPresence() {
        return this == DEVICE_PRESENT || this == REGION_ALIVE || this == MAPPING_ACTIVE;
    }

    /// {@return whether it only grows as long as the device or region is there}
    public boolean onlyGrows() {
        return switch (this) {
            case DEVICE_COMMANDS,
                    DEVICE_REFUSALS,
                    DEVICE_DOORBELLS,
                    DEVICE_EVENTS,
                    DEVICE_SWALLOWED,
                    DEVICE_VIOLATIONS,
                    REGION_DOORBELLS,
                    REGION_CONTENT ->
                    true;
            default -> false;
        };
    }

    /// {@return whether a record of this kind can change it where it is not one that [#onlyGrows]}
    boolean changesWith(TapKind kind) {
        return switch (this) {
            case DEVICE_PRESENT -> kind == TapKind.DEVICE_ADDED || kind == TapKind.DEVICE_REMOVED;
            case DEVICE_STATUS -> kind == TapKind.STATUS;
            case DEVICE_FEATURES -> kind == TapKind.FEATURES || kind == TapKind.STATUS;
            case DEVICE_PENDING ->
                    switch (kind) {
                        case REQUEST, REPLY, STATUS, DEVICE_REMOVED -> true;
                        default -> false;
                    };
            default -> partChangesWith(kind);
        };
    }

    private boolean partChangesWith(TapKind kind) {
        return switch (part()) {
            case DEVICE -> kind == TapKind.DEVICE_ADDED;
            case QUEUE -> kind == TapKind.QUEUE || kind == TapKind.STATUS;
            case REGION, GRANT ->
                    switch (kind) {
                        case REGION_CREATED, REGION_FREED, MAPPED, GRANT -> true;
                        default -> false;
                    };
            case MAPPING ->
                    switch (kind) {
                        case MAPPED, UNMAPPED, REGION_FREED, REGION_CREATED -> true;
                        case DEVICE_REMOVED, STATUS -> true;
                        default -> false;
                    };
        };
    }
}

package ismscope.device.tap;

import ismscope.device.protocol.Area;
import java.util.List;

/// One thing that happened at the device boundary: what a tap is handed and what a capture holds.
///
/// A record is the *body*; who, in which flow and about which token are the other arguments of
/// [DeviceTap#record]. Byte layouts: docs/capture-format.md, "Kinds". Byte arrays are copies that
/// belong to the record: nobody may change them. Numbers are the wire's: addresses, lengths and
/// tokens are unsigned 64-bit in a `long`, lengths in an `int` are unsigned 32-bit.
public sealed interface TapRecord {
    /// {@return the kind, whose code is in the record header}
    TapKind kind();

    /// A device appeared. `windowSize` = bytes of device memory; `pool` = the trust group whose
    /// memory its guest maps without the host, empty if it is isolated.
    record DeviceAdded(
            long devid,
            long gid,
            long chunkSize,
            long notifySize,
            long windowSize,
            String name,
            String pool)
            implements TapRecord {
        /// A device that is isolated.
        public DeviceAdded(
                long devid,
                long gid,
                long chunkSize,
                long notifySize,
                long windowSize,
                String name) {
            this(devid, gid, chunkSize, notifySize, windowSize, name, "");
        }

        @Override
        public TapKind kind() {
            return TapKind.DEVICE_ADDED;
        }
    }

    /// A device left. Reason: 0 closed, 1 crashed or disconnected, 2 protocol error.
    record DeviceRemoved(int reason) implements TapRecord {
        public static final int CLOSED = 0;
        public static final int DISCONNECTED = 1;
        public static final int PROTOCOL_ERROR = 2;

        @Override
        public TapKind kind() {
            return TapKind.DEVICE_REMOVED;
        }
    }

    /// The device status register changed (`virtio 1.3 2.1`); `after` = 0 is a reset.
    record Status(int before, int after) implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.STATUS;
        }
    }

    /// Feature negotiation ended with FEATURES_OK.
    record Features(long offered, long accepted) implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.FEATURES;
        }
    }

    /// A queue was enabled, disabled or reset. Areas are guest addresses.
    record Queue(
            int index,
            int size,
            boolean enabled,
            boolean packed,
            long descriptorArea,
            long driverArea,
            long deviceArea)
            implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.QUEUE;
        }
    }

    /// A chain taken from the available ring; `bytes` = its device-readable bytes.
    record Request(
            int queue,
            int head,
            int descriptors,
            int readableLength,
            int writableLength,
            byte[] bytes)
            implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.REQUEST;
        }
    }

    /// A chain given back; `bytes` = what the device wrote, `nanos` = time in the device.
    record Reply(int queue, int head, int usedLength, long nanos, byte[] bytes)
            implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.REPLY;
        }
    }

    /// An eventq buffer filled and given back; `buffersLeft` = buffers that the driver had there
    /// beside it, [#NOT_COUNTED] where nobody counted them.
    record Event(int queue, int head, int usedLength, byte[] bytes, int buffersLeft)
            implements TapRecord {
        public static final int NOT_COUNTED = -1;

        /// An event beside which nobody counted the buffers.
        public Event(int queue, int head, int usedLength, byte[] bytes) {
            this(queue, head, usedLength, bytes, NOT_COUNTED);
        }

        @Override
        public TapKind kind() {
            return TapKind.EVENT;
        }
    }

    /// A store to the notify area, `offset` bytes into it.
    record Doorbell(long offset) implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.DOORBELL;
        }
    }

    /// An interrupt vector raised. Cause: 0 queue, 1 configuration, 2 region.
    record Interrupt(int vector, int cause) implements TapRecord {
        public static final int CAUSE_QUEUE = 0;
        public static final int CAUSE_CONFIGURATION = 1;
        public static final int CAUSE_REGION = 2;

        @Override
        public TapKind kind() {
            return TapKind.INTERRUPT;
        }
    }

    /// A region came into being; its token is in the header.
    record RegionCreated(long size, long creatorDevid) implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.REGION_CREATED;
        }
    }

    /// A region's last device left and its memory is gone.
    record RegionFreed() implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.REGION_FREED;
        }
    }

    /// A region became visible, or visible with other rights, in this device's device memory.
    record Mapped(long rights, List<Area> areas) implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.MAPPED;
        }
    }

    /// A region is no longer visible to this device. Reason: 0 detached, 1 reset, 2 disconnected, 3
    /// rights withdrawn.
    record Unmapped(int reason) implements TapRecord {
        public static final int DETACHED = 0;
        public static final int RESET = 1;
        public static final int DISCONNECTED = 2;
        public static final int RIGHTS_WITHDRAWN = 3;

        @Override
        public TapKind kind() {
            return TapKind.UNMAPPED;
        }
    }

    /// A grant was set; `devid` all ones ([#DEFAULT]) is the region's default.
    record Grant(long devid, long rights) implements TapRecord {
        public static final long DEFAULT = -1L;

        @Override
        public TapKind kind() {
            return TapKind.GRANT;
        }
    }

    /// Bytes of a region found changed. Quality: 0 exact, 1 page, 2 sampled.
    record Content(long offset, int quality, byte[] bytes) implements TapRecord {
        public static final int EXACT = 0;
        public static final int PAGE = 1;
        public static final int SAMPLED = 2;

        @Override
        public TapKind kind() {
            return TapKind.CONTENT;
        }
    }

    /// One trapped load or store of `width` bytes.
    record Access(long offset, int width, boolean store, long value) implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.ACCESS;
        }
    }

    /// A rule broken: `rule` = code of a [ViolationRule], `raw` = the offending bytes.
    record Violation(int rule, Severity severity, String text, byte[] raw) implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.VIOLATION;
        }
    }

    /// Records that were not captured. Reason: 0 ring buffer full, 1 content budget, 2 file cut, 3
    /// trapped stores left out, 4 trapped loads left out, 5 stores that do not pass the host.
    record Lost(long count, int reason) implements TapRecord {
        public static final int BUFFER_FULL = 0;
        public static final int CONTENT_BUDGET = 1;
        public static final int FILE_CUT = 2;
        public static final int STORES = 3;
        public static final int LOADS = 4;
        public static final int UNSEEN = 5;

        @Override
        public TapKind kind() {
            return TapKind.LOST;
        }
    }

    /// A note put into the capture by a scenario or a person.
    record Mark(String text) implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.MARK;
        }
    }

    /// A breakpoint stopped the backend.
    record Stopped(long breakpoint) implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.STOPPED;
        }
    }

    /// The backend goes on.
    record Resumed() implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.RESUMED;
        }
    }

    /// Notifications that reach nobody, or were merged into one that will.
    record Swallowed(int reason, long count) implements TapRecord {
        public static final int NO_REGION = 0;
        public static final int NO_PEER = 1;
        public static final int NOT_ENABLED = 2;
        public static final int MASKED = 3;
        public static final int NO_EVENTQ_BUFFER = 4;
        public static final int MERGED = 5;
        public static final int NOT_PERMITTED = 6;

        @Override
        public TapKind kind() {
            return TapKind.SWALLOWED;
        }
    }

    /// A body of a kind, or of a version, that this program does not know, or that is shorter than
    /// its kind says: `code` is the wire's kind.
    record Unknown(int code, byte[] bytes) implements TapRecord {
        @Override
        public TapKind kind() {
            return TapKind.UNKNOWN;
        }
    }
}

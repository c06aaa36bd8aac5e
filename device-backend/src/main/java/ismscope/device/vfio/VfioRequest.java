package ismscope.device.vfio;

import java.util.List;

/// A request of a client, decoded. Numbers are the wire's: addresses, offsets and sizes are
/// unsigned 64-bit in a `long`.
public sealed interface VfioRequest {
    /// The first message: what the client can do.
    ///
    /// @param text JSON
    record Version(int major, int minor, VersionText text) implements VfioRequest {}

    /// A range of guest addresses appears.
    ///
    /// @param flags [#READABLE], [#WRITABLE]
    /// @param offset into the file that comes with the message, if one does
    record DmaMap(int flags, long offset, long address, long size) implements VfioRequest {
        public static final int READABLE = 1;
        public static final int WRITABLE = 2;
    }

    /// A range of guest addresses goes.
    ///
    /// @param flags 0 or [#ALL], whose address and size are 0
    record DmaUnmap(int flags, long address, long size) implements VfioRequest {
        public static final int ALL = 2;
    }

    /// What is the device?
    record DeviceInfo() implements VfioRequest {}

    /// What is a region?
    ///
    /// @param argsz bytes that the answer may have behind the header, at least 32
    record RegionInfo(int argsz, int index) implements VfioRequest {}

    /// What is an interrupt index?
    record IrqInfo(int index) implements VfioRequest {}

    /// Interrupt vectors are bound, taken away or fired.
    ///
    /// @param flags one of the data flags and one of the action flags
    /// @param fire with [#DATA_BOOL] which vectors are meant, otherwise empty
    record SetIrqs(int flags, int index, int start, int count, List<Boolean> fire)
            implements VfioRequest {
        public static final int DATA_NONE = 1;
        public static final int DATA_BOOL = 2;
        public static final int DATA_EVENTFD = 4;
        public static final int MASK = 8;
        public static final int UNMASK = 16;
        public static final int TRIGGER = 32;
    }

    /// A load.
    ///
    /// @param count bytes
    record RegionRead(long offset, int region, int count) implements VfioRequest {}

    /// A store.
    ///
    /// @param count bytes, 1 to 8
    /// @param value little-endian, zero-extended
    record RegionWrite(long offset, int region, int count, long value) implements VfioRequest {}

    /// Stores in order.
    record RegionWrites(List<RegionWrite> stores) implements VfioRequest {
        /// What a message holds at most.
        public static final int MOST = 1024;
    }

    /// The machine is reset.
    record Reset() implements VfioRequest {}

    /// A command that a server does not get, or that the protocol does not have.
    record Unsupported(int command) implements VfioRequest {}

    /// Bytes that are no request.
    ///
    /// @param offset of the first byte that is wrong or missing, in the message
    /// @param found what is there
    record Malformed(VfioFault fault, int offset, long found) implements VfioRequest {}
}

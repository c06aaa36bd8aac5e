package ismscope.device.vfio;

import java.util.List;

/// A reply of a server, decoded.
public sealed interface VfioReply {
    /// To VERSION.
    record Version(int major, int minor, VersionText text) implements VfioReply {}

    /// Done; a header says it all.
    record Done() implements VfioReply {}

    /// To DMA_UNMAP: the request's range.
    record Unmapped(int flags, long address, long size) implements VfioReply {}

    /// To DEVICE_GET_INFO.
    ///
    /// @param flags [#RESET], [#PCI]
    record DeviceInfo(int flags, int regions, int irqs) implements VfioReply {
        public static final int RESET = 1;
        public static final int PCI = 2;
    }

    /// To DEVICE_GET_REGION_INFO.
    ///
    /// @param argsz bytes that the whole answer needs behind the header
    /// @param size of the region, 0 where there is none
    /// @param offset of the region in the file that comes with the reply
    /// @param mappable the parts that the client may map, all of it where the list is empty
    record RegionInfo(
            int argsz, int flags, int index, long size, long offset, List<Sparse> mappable)
            implements VfioReply {
        public static final int READ = 1;
        public static final int WRITE = 2;
        public static final int MMAP = 4;
        public static final int CAPS = 8;
    }

    /// A part of a region.
    record Sparse(long offset, long size) {}

    /// To DEVICE_GET_IRQ_INFO.
    ///
    /// @param flags [#EVENTFD] and others
    /// @param count vectors
    record IrqInfo(int flags, int index, int count) implements VfioReply {
        public static final int EVENTFD = 1;
    }

    /// To REGION_READ of up to 8 bytes.
    ///
    /// @param value little-endian, zero-extended
    record Loaded(long offset, int region, int count, long value) implements VfioReply {}

    /// To a longer REGION_READ; the bytes belong to the reply.
    record LoadedBytes(long offset, int region, byte[] bytes) implements VfioReply {}

    /// To REGION_WRITE.
    record Stored(long offset, int region, int count) implements VfioReply {}

    /// The request failed.
    ///
    /// @param errno positive
    record Failed(int errno) implements VfioReply {}

    /// Bytes that are no reply to the command.
    ///
    /// @param offset of the first byte that is wrong or missing, in the message
    record Malformed(VfioFault fault, int offset, long found) implements VfioReply {}
}

package ismscope.inspector.capture;

import ismscope.device.tap.TapKind;
import org.agrona.concurrent.UnsafeBuffer;

/// One block of a capture as read.
public sealed interface CaptureBlock {
    /// {@return where the block begins in the file, in bytes}
    long offset();

    /// A new section: whatever was known of interfaces is void.
    record Section(long offset, CaptureOrigin origin) implements CaptureBlock {}

    /// A device was introduced.
    ///
    /// @param device its ordinal in this reading, unique over all sections
    /// @param name `if_name`, empty if there is none
    record Device(long offset, int device, String name) implements CaptureBlock {}

    /// A record.
    ///
    /// @param header what pcapng says about it; its device is the ordinal in this reading
    /// @param bytes the record as it stands in the file
    record Packet(long offset, PacketHeader header, byte[] bytes) implements CaptureBlock {
        /// {@return what kind of record it is, told by its first bytes}
        public TapKind kind() {
            return PacketHeader.kindOf(new UnsafeBuffer(bytes), 0, bytes.length);
        }

        /// {@return the record; flagged CUT where the file has only the first of its bytes}
        public CapturedRecord decode() {
            return header.originalLength() > bytes.length
                    ? RecordCodec.decodeCut(bytes)
                    : RecordCodec.decode(bytes);
        }
    }

    /// Counters of a device.
    ///
    /// @param received packets seen, -1 if not told
    /// @param dropped packets lost, -1 if not told
    record Statistics(long offset, int device, long received, long dropped)
            implements CaptureBlock {}

    /// A block that is whole but says nothing to this program.
    record Skipped(long offset, Reason reason) implements CaptureBlock {}

    /// Why a block says nothing.
    enum Reason {
        /// A type of block that is not used here.
        OTHER_TYPE,
        /// A packet of another protocol: its link type, or its first bytes, are not ours.
        FOREIGN,
        /// A length or an interface number inside the block points out of it.
        MALFORMED,
        /// Longer than anything that is looked into.
        TOO_LONG
    }
}

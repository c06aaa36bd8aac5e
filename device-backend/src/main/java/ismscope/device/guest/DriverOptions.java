package ismscope.device.guest;

/// How a guest's driver sets its device up: which queue layout and features it accepts of what is
/// offered, and how it lays its buffers.
///
/// A feature that the device does not offer is left out, as a driver must; the driver then works
/// without.
///
/// @param packed accept RING_PACKED (`virtio 1.3 2.8`), otherwise split rings (`2.7`)
/// @param indirect accept INDIRECT_DESC and send commands through indirect tables
/// @param eventIndex accept EVENT_IDX
/// @param inOrder accept IN_ORDER
/// @param controlQueueSize entries of controlq, a power of two for split rings, 2 to 32768
/// @param eventQueueSize entries of eventq, as above
/// @param eventBuffers buffers kept on eventq, 1 to `eventQueueSize`
/// @param pieceLength longest piece of a command in one descriptor, so that a small one cuts
///   commands over several
public record DriverOptions(
        boolean packed,
        boolean indirect,
        boolean eventIndex,
        boolean inOrder,
        int controlQueueSize,
        int eventQueueSize,
        int eventBuffers,
        int pieceLength) {

    private static final int USUAL_QUEUE_SIZE = 64;
    private static final int LARGEST_QUEUE_SIZE = 32768;

    /// Split rings with event index, every command in one descriptor.
    public static final DriverOptions SPLIT =
            new DriverOptions(
                    false,
                    false,
                    true,
                    false,
                    USUAL_QUEUE_SIZE,
                    USUAL_QUEUE_SIZE,
                    USUAL_QUEUE_SIZE,
                    Integer.MAX_VALUE);

    /// Packed rings with event index, every command in one descriptor.
    public static final DriverOptions PACKED = SPLIT.withPacked(true);

    /// @throws IllegalArgumentException if a size makes no sense
    public DriverOptions {
        if (controlQueueSize < 2 || controlQueueSize > LARGEST_QUEUE_SIZE) {
            throw new IllegalArgumentException("controlQueueSize=" + controlQueueSize);
        }
        if (eventQueueSize < 2 || eventQueueSize > LARGEST_QUEUE_SIZE) {
            throw new IllegalArgumentException("eventQueueSize=" + eventQueueSize);
        }
        if (eventBuffers < 1 || eventBuffers > eventQueueSize) {
            throw new IllegalArgumentException("eventBuffers=" + eventBuffers);
        }
        if (pieceLength < 1) {
            throw new IllegalArgumentException("pieceLength=" + pieceLength);
        }
    }

    /// {@return the same with this layout}
    public DriverOptions withPacked(boolean value) {
        return new DriverOptions(
                value,
                indirect,
                eventIndex,
                inOrder,
                controlQueueSize,
                eventQueueSize,
                eventBuffers,
                pieceLength);
    }

    /// {@return the same with or without indirect tables}
    public DriverOptions withIndirect(boolean value) {
        return new DriverOptions(
                packed,
                value,
                eventIndex,
                inOrder,
                controlQueueSize,
                eventQueueSize,
                eventBuffers,
                pieceLength);
    }

    /// {@return the same with or without event index}
    public DriverOptions withEventIndex(boolean value) {
        return new DriverOptions(
                packed,
                indirect,
                value,
                inOrder,
                controlQueueSize,
                eventQueueSize,
                eventBuffers,
                pieceLength);
    }

    /// {@return the same with or without the promise to use buffers in order}
    public DriverOptions withInOrder(boolean value) {
        return new DriverOptions(
                packed,
                indirect,
                eventIndex,
                value,
                controlQueueSize,
                eventQueueSize,
                eventBuffers,
                pieceLength);
    }

    /// {@return the same with both queues of this size, eventq full of buffers}
    public DriverOptions withQueueSize(int entries) {
        return new DriverOptions(
                packed, indirect, eventIndex, inOrder, entries, entries, entries, pieceLength);
    }

    /// {@return the same with this many buffers on eventq}
    public DriverOptions withEventBuffers(int buffers) {
        return new DriverOptions(
                packed,
                indirect,
                eventIndex,
                inOrder,
                controlQueueSize,
                eventQueueSize,
                buffers,
                pieceLength);
    }

    /// {@return the same with commands cut into pieces of at most this many bytes}
    public DriverOptions withPieceLength(int bytes) {
        return new DriverOptions(
                packed,
                indirect,
                eventIndex,
                inOrder,
                controlQueueSize,
                eventQueueSize,
                eventBuffers,
                bytes);
    }
}

package ismscope.device.protocol;

import java.util.List;

/// A reply as the device meant it: the device-writable part of a control chain.
///
/// Shape: `u8 ack`, then the members. Draft: virtio-ism draft, controlq.
public sealed interface ControlReply {
    /// {@return the first byte}
    Ack ack();

    /// ALLOC_REGION done: `le64 token, le64 num, area[num]`.
    record Allocated(long token, List<Area> areas) implements ControlReply {
        @Override
        public Ack ack() {
            return Ack.OK;
        }
    }

    /// ATTACH_REGION done: `le64 num, area[num]`.
    record Attached(List<Area> areas) implements ControlReply {
        @Override
        public Ack ack() {
            return Ack.OK;
        }
    }

    /// Any other command done: the ack alone.
    record Completed() implements ControlReply {
        @Override
        public Ack ack() {
            return Ack.OK;
        }
    }

    /// Nothing changed. `areasNeeded` is written only with [Ack#E2BIG] and where it fits.
    record Refused(Ack ack, long areasNeeded) implements ControlReply {
        /// A refusal without a count.
        public Refused(Ack ack) {
            this(ack, 0);
        }
    }
}

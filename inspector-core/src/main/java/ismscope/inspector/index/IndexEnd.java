package ismscope.inspector.index;

import ismscope.inspector.capture.CaptureException;

/// How the reading of a capture ended.
///
/// @param how it ended
/// @param offset of the first byte that was not read
/// @param detail more for people, may be empty
public record IndexEnd(How how, long offset, String detail) {
    static IndexEnd of(CaptureException e) {
        How how =
                switch (e.fault()) {
                    case NOT_A_CAPTURE -> How.NOT_A_CAPTURE;
                    case DAMAGED -> How.DAMAGED;
                    case UNREADABLE -> How.UNREADABLE;
                };
        return new IndexEnd(how, e.offset(), e.sentence());
    }

    /// Ways to end.
    public enum How {
        /// With its last block.
        WHOLE,
        /// Within a block, or before the first.
        CUT,
        /// At something that is no block.
        DAMAGED,
        /// At the first bytes, which are not those of a capture.
        NOT_A_CAPTURE,
        /// The disk failed, or somebody changed the file.
        UNREADABLE,
        /// A defect of this program.
        DEFECT,
        /// Nobody wanted to know the rest.
        STOPPED
    }
}

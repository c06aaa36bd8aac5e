package ismscope.inspector.capture;

/// A file or stream that is not, or no longer, a capture. The message is a sentence for people.
public final class CaptureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final long offset;
    private final String sentence;

    /// @param offset of the byte in the file where it shows
    public CaptureException(Fault fault, long offset, String sentence) {
        super(sentence);
        this.fault = fault;
        this.offset = offset;
        this.sentence = sentence;
    }

    /// {@return what is wrong, for people}
    public String sentence() {
        return sentence;
    }

    /// {@return what kind of trouble it is}
    public Fault fault() {
        return fault;
    }

    /// {@return where it shows, in bytes from the beginning}
    public long offset() {
        return offset;
    }

    /// Kinds of trouble.
    public enum Fault {
        /// The first bytes are not those of a pcapng file.
        NOT_A_CAPTURE,
        /// A block contradicts itself; nothing after it can be found.
        DAMAGED,
        /// There is no such file, or it may not be read.
        UNREADABLE
    }
}

package ismscope.device.vfio;

/// What can be wrong with the bytes of a message, before anybody asks what it means.
public enum VfioFault {
    /// Shorter than a header, or the header's size is not the message's.
    SIZE("message size"),
    /// The type is not the one that is expected: a request or a reply.
    TYPE("message type"),
    /// The payload is shorter or longer than its structure.
    LENGTH("payload length"),
    /// `argsz` is smaller than the structure.
    ARGSZ("argsz"),
    /// Flags that the protocol does not have, or that contradict each other.
    FLAGS("flags"),
    /// A range that is empty or ends beyond the 64-bit address space.
    RANGE("address range"),
    /// A count that does not match the data.
    COUNT("count"),
    /// A load of nothing, or a store of other than 1 to 8 bytes.
    WIDTH("access width"),
    /// Version text that is no JSON object ended by one zero byte.
    TEXT("version text");

    private final String text;

    VfioFault(String text) {
        this.text = text;
    }

    /// {@return the part that is wrong, in words}
    public String text() {
        return text;
    }
}

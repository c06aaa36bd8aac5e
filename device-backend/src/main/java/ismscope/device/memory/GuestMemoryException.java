package ismscope.device.memory;

/// A guest named an address that it cannot use.
///
/// Has no stack trace: it is an answer to the guest's input, not a defect.
public final class GuestMemoryException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is wrong with the address.
    public enum Fault {
        /// Some byte lies in no slot.
        UNMAPPED("outside guest memory"),
        /// The range runs past the end of the 64-bit address space.
        WRAPS("past the end of the address space"),
        /// An ordered access is not on a multiple of its width.
        MISALIGNED("misaligned for an ordered access");

        private final String text;

        Fault(String text) {
            this.text = text;
        }
    }

    private final Fault fault;
    private final long address;
    private final long length;

    /// @param address first byte of the range
    /// @param length bytes in the range
    public GuestMemoryException(Fault fault, long address, long length) {
        super(
                "address=0x%x length=%s: %s"
                        .formatted(address, Long.toUnsignedString(length), fault.text),
                null,
                false,
                false);
        this.fault = fault;
        this.address = address;
        this.length = length;
    }

    /// {@return what is wrong}
    public Fault fault() {
        return fault;
    }

    /// {@return the first byte of the range that was asked for}
    public long address() {
        return address;
    }

    /// {@return bytes in the range that was asked for}
    public long length() {
        return length;
    }
}

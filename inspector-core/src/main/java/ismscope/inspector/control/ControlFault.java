package ismscope.inspector.control;

/// Why a request is refused.
final class ControlFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// Classes of errors, as docs/control-protocol.md lists them.
    enum Kind {
        COMMAND_NOT_FOUND("CommandNotFound"),
        INVALID_JSON("InvalidJson"),
        INVALID_REQUEST("InvalidRequest"),
        INVALID_ARGUMENT("InvalidArgument"),
        DEVICE_NOT_FOUND("DeviceNotFound"),
        REGION_NOT_FOUND("RegionNotFound"),
        LIMIT_REACHED("LimitReached"),
        REGION_IN_POOL("RegionInPool"),
        BACKEND_BUSY("BackendBusy"),
        BACKEND_CLOSED("BackendClosed"),
        GENERIC("GenericError");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// @param sentence for people
    ControlFault(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}

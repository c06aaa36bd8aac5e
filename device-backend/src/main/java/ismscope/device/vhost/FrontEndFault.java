package ismscope.device.vhost;

/// A front-end broke a rule of the protocol; its connection ends. The message is what it did, for
/// the log.
final class FrontEndFault extends Exception {
    private static final long serialVersionUID = 1L;

    FrontEndFault(String text) {
        super(text, null, false, false);
    }

    FrontEndFault(String text, Throwable cause) {
        super("%s: %s".formatted(text, cause.getMessage()), cause, false, false);
    }
}

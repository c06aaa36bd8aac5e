package ismscope.device.model;

/// A host takes no further device: its limit is reached. The message is a sentence for people.
public final class HostFullException extends Exception {
    private static final long serialVersionUID = 1L;

    HostFullException(String message) {
        super(message, null, false, false);
    }
}

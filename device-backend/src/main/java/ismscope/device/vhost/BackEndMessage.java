package ismscope.device.vhost;

/// What a back-end asks its front-end on the channel of its own.
public sealed interface BackEndMessage {
    int CONFIG_CHANGE = 2;
    int SHMEM_MAP = 9;
    int SHMEM_UNMAP = 10;

    /// {@return the number on the wire}
    int wire();

    /// The configuration, or the device's status, has changed.
    record ConfigChange() implements BackEndMessage {
        @Override
        public int wire() {
            return CONFIG_CHANGE;
        }
    }

    /// Map a piece of the descriptor that comes with it.
    record Map(SharedPiece piece) implements BackEndMessage {
        @Override
        public int wire() {
            return SHMEM_MAP;
        }
    }

    /// Unmap exactly what was mapped once.
    record Unmap(SharedPiece piece) implements BackEndMessage {
        @Override
        public int wire() {
            return SHMEM_UNMAP;
        }
    }
}

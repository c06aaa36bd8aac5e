package ismscope.app.smc;

import java.io.IOException;

/// What two ends do with a link.
public enum Pattern {
    /// The first sends as fast as it can; the second takes, and says when it has the last.
    STREAM(16 << 10) {
        @Override
        long first(Link link, long nanos) throws IOException {
            byte[] message = new byte[bytes()];
            long start = System.nanoTime();
            long messages = 0;
            do {
                link.send(message);
                messages++;
            } while (System.nanoTime() - start < nanos);
            message[0] = LAST;
            link.send(message);
            link.receive(new byte[1]);
            return messages + 1;
        }

        @Override
        void second(Link link) throws IOException {
            byte[] message = new byte[bytes()];
            while (message[0] != LAST) {
                link.receive(message);
            }
            link.send(new byte[1]);
        }
    },
    /// Each answers the other's message with its own.
    PING_PONG(64) {
        @Override
        long first(Link link, long nanos) throws IOException {
            byte[] message = new byte[bytes()];
            long start = System.nanoTime();
            long rounds = 0;
            do {
                link.send(message);
                link.receive(message);
                rounds++;
            } while (System.nanoTime() - start < nanos);
            message[0] = LAST;
            link.send(message);
            link.receive(message);
            return rounds + 1;
        }

        @Override
        void second(Link link) throws IOException {
            byte[] message = new byte[bytes()];
            while (message[0] != LAST) {
                link.receive(message);
                link.send(message);
            }
        }
    };

    private static final byte LAST = 1;
    private final int bytes;

    Pattern(int bytes) {
        this.bytes = bytes;
    }

    /// {@return bytes of one message}
    public int bytes() {
        return bytes;
    }

    /// Plays the end that begins.
    ///
    /// @return messages sent, or rounds
    abstract long first(Link link, long nanos) throws IOException;

    /// Plays the end that follows.
    abstract void second(Link link) throws IOException;
}

package ismscope.app.smc;

import java.io.Closeable;
import java.io.IOException;

/// Bytes there and back between two ends, in order. Thread: one at a time.
interface Link extends Closeable {
    /// Sends all bytes.
    void send(byte[] bytes) throws IOException;

    /// Receives as many bytes as fit, waiting for them.
    void receive(byte[] bytes) throws IOException;

    @Override
    void close() throws IOException;
}

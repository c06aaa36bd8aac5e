package ismscope.app.smc;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A connected socket, blocking.
///
/// @param channel closed with it
record SocketLink(SocketChannel channel) implements Link {
    @Override
    public void send(byte[] bytes) throws IOException {
        ByteBuffer buffer = Buffers.direct(bytes.length);
        buffer.put(bytes).flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void receive(byte[] bytes) throws IOException {
        ByteBuffer buffer = Buffers.direct(bytes.length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the other end has closed the connection");
            }
        }
        buffer.flip().get(bytes);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// One buffer outside the heap, as the JDK would keep itself.
    private static final class Buffers {
        private static ByteBuffer last = ByteBuffer.allocateDirect(1 << 16);

        static ByteBuffer direct(int length) {
            if (last.capacity() < length) {
                last = ByteBuffer.allocateDirect(length);
            }
            return last.clear().limit(length);
        }
    }
}

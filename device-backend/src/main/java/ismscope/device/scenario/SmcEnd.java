package ismscope.device.scenario;

import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.IsmDriver;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// One end of an SMC connection: it receives in a region of its own and sends into the peer's.
///
/// It looks at its regions only when a doorbell of the peer has come, as a driver without polling
/// must: a notification that gets lost stops the connection, and the story notices.
final class SmcEnd {
    /// Bytes that each end sends before it closes.
    static final int STREAM_LENGTH = 48 << 10;

    private static final int LARGEST_BURST = 4 << 10;

    private final IsmDriver driver;
    private final ByteRing inbound;
    private final ByteRing outbound;
    private final TextStream sends;
    private final TextStream expects;
    private int sent;
    private int received;

    SmcEnd(
            IsmDriver driver,
            ByteRing inbound,
            ByteRing outbound,
            TextStream sends,
            TextStream expects) {
        this.driver = driver;
        this.inbound = inbound;
        this.outbound = outbound;
        this.sends = sends;
        this.expects = expects;
    }

    ByteRing inbound() {
        return inbound;
    }

    ByteRing outbound() {
        return outbound;
    }

    /// {@return whether all has been sent and all of the peer's has been received}
    boolean isDone() throws AccessFault {
        return sent == STREAM_LENGTH && received == STREAM_LENGTH && inbound.isClosed();
    }

    /// Sends a burst, as long as there is room and something left, and rings once.
    void send(RandomGenerator random) throws AccessFault {
        int most = Math.min(Math.min(LARGEST_BURST, outbound.room()), STREAM_LENGTH - sent);
        if (most > 0) {
            int length = random.nextInt(1, most + 1);
            outbound.write(sends.bytes(sent, length));
            sent += length;
            if (sent == STREAM_LENGTH) {
                outbound.close();
            }
            driver.ring(outbound.region());
        }
    }

    /// A doorbell has come: reads all that is waiting, checks every byte, and rings back where that
    /// made room.
    void receive() throws AccessFault, ScenarioFailed {
        byte[] bytes = inbound.read(ByteRing.CAPACITY);
        if (bytes.length > 0) {
            byte[] expected = expects.bytes(received, bytes.length);
            int wrong = Arrays.mismatch(expected, bytes);
            Expect.that(wrong < 0, expects.title() + " intact, byte " + (received + wrong));
            received += bytes.length;
            driver.ring(inbound.region());
        }
    }
}

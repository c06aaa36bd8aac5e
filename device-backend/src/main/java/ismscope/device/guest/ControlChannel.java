package ismscope.device.guest;

import ismscope.device.driver.DriverVirtqueue;
import ismscope.device.driver.DriverVirtqueue.Piece;
import ismscope.device.driver.DriverVirtqueue.Used;
import ismscope.device.protocol.CommandCode;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.IsmLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The driver's use of controlq: one command at a time, written into guest RAM, its reply read from
/// there. Polls the used ring right after the kick, then sleeps on the queue's interrupt.
final class ControlChannel {
    static final int QUEUE = 0;
    static final int VECTOR = 1;

    /// Bytes of the longest command, rounded up.
    private static final int LONGEST_COMMAND = 64;

    /// Most pieces that the readable or the writable part of a command is cut into.
    private static final int MOST_PIECES = 8;

    /// How long a device may take to answer; it needs no other guest for it.
    private static final Duration ANSWER_TIME = Duration.ofSeconds(10);

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);
    private static final long CHECKS = ANSWER_TIME.dividedBy(CHECK_INTERVAL);

    private final DriverSetUp device;
    private final DriverVirtqueue queue;
    private final boolean indirect;
    private final long requestAddress;
    private long replyAddress;
    private int replyRoom;

    ControlChannel(DriverSetUp device) {
        this.device = device;
        this.queue =
                device.queue(QUEUE, VECTOR, device.options().controlQueueSize(), 2 * MOST_PIECES);
        this.indirect = device.indirectAccepted();
        this.requestAddress = device.ram().allocate(LONGEST_COMMAND, Long.BYTES);
    }

    /// Sends a command and waits for its reply.
    ///
    /// @param areas room for this many areas, where the reply lists them
    /// @throws DeviceFailed if the device gives no sensible answer
    ControlReply submit(ControlCommand command, int areas) {
        byte[] reply = exchange(IsmCodec.encodeCommand(command), replyLength(command, areas));
        return switch (IsmCodec.decodeReply(command.code(), reply)) {
            case Decoded.Valid<ControlReply>(ControlReply value) -> value;
            case Decoded.Malformed<ControlReply> fault ->
                    throw new DeviceFailed("reply to %s: %s".formatted(command, fault));
        };
    }

    /// Sends the bytes of a command, whatever they are, and waits for the bytes of its reply.
    ///
    /// @param command up to [#LONGEST_COMMAND] bytes
    /// @param room bytes for the reply
    /// @return as many bytes as the device wrote
    /// @throws DeviceFailed if it does not answer
    byte[] exchange(byte[] command, int room) {
        if (command.length > LONGEST_COMMAND) {
            throw new IllegalArgumentException("command of %d bytes".formatted(command.length));
        }
        makeRoom(room);
        device.ram().write(requestAddress, command);
        int id =
                queue.offer(
                        pieces(requestAddress, command.length),
                        pieces(replyAddress, room),
                        indirect);
        if (id < 0) {
            throw new DeviceFailed("controlq is full of unanswered commands");
        }
        if (queue.notificationWanted()) {
            device.bus().notifyQueue(QUEUE);
        }
        Used used = awaitUsed();
        if (used.id() != id || Integer.compareUnsigned(used.usedLength(), room) > 0) {
            throw new DeviceFailed(
                    "controlq gave back id=%d usedLength=%d, expected id=%d and at most %d bytes"
                            .formatted(used.id(), used.usedLength(), id, room));
        }
        return device.ram().read(replyAddress, used.usedLength());
    }

    private static int replyLength(ControlCommand command, int areas) {
        CommandCode code = CommandCode.fromWire(command.code());
        return code != null && code.repliesWithAreas()
                ? Math.toIntExact(IsmLayout.replyLength(code, areas))
                : IsmLayout.REPLY_ACK_LENGTH;
    }

    private void makeRoom(int room) {
        if (room > replyRoom) {
            replyAddress = device.ram().allocate(room, Long.BYTES);
            replyRoom = room;
        }
    }

    private List<Piece> pieces(long address, int length) {
        int most = Math.max(device.options().pieceLength(), Math.ceilDiv(length, MOST_PIECES));
        List<Piece> pieces = new ArrayList<>();
        for (int done = 0; done < length; ) {
            int piece = Math.min(length - done, most);
            pieces.add(new Piece(address + done, piece));
            done += piece;
        }
        return pieces;
    }

    private Used awaitUsed() {
        for (int checks = 0; checks < CHECKS; checks++) {
            Used used = reclaim();
            if (used != null) {
                device.interrupts().take(VECTOR);
                return used;
            }
            if ((device.registers().status() & DeviceStatus.NEEDS_RESET) != 0) {
                throw new DeviceFailed("DEVICE_NEEDS_RESET is set");
            }
            sleepUntilInterrupt();
        }
        throw new DeviceFailed("no answer on controlq in " + ANSWER_TIME);
    }

    private @Nullable Used reclaim() {
        Used used = queue.reclaim();
        return used == null && queue.wantInterrupts(true) ? queue.reclaim() : used;
    }

    private void sleepUntilInterrupt() {
        try {
            device.interrupts().await(VECTOR, CHECK_INTERVAL);
        } catch (InterruptedException e) {
            // The command is in the device's hands: who stops the thread now loses its answer.
            Thread.currentThread().interrupt();
            throw new DeviceFailed("the driver's thread was stopped while it waited", e);
        }
    }
}

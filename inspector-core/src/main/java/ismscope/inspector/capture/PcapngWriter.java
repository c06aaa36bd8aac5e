package ismscope.inspector.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/// Writes a capture: one section, little-endian, one interface per device.
///
/// Guarantees:
/// 1. The channel gets whole blocks only: what it was given can be read up to its last byte.
/// 2. Interface numbers are device ordinals: 0 is the host, and a packet of a device that was not
///    introduced introduces it, as `device 7`.
/// 3. Nothing reaches the channel later than [#flush].
///
/// Thread: one at a time. Errors: what the channel throws; the capture then ends with the last
/// block that the channel took. Spec: docs/capture-format.md.
public final class PcapngWriter implements AutoCloseable {
    /// The most devices of one capture.
    public static final int MAX_DEVICES = 1 << 20;

    private static final int BUFFER = 1 << 20;
    private static final int NANOSECONDS = 9;
    private static final long UNKNOWN_LENGTH = -1;

    private final WritableByteChannel out;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final List<Counters> interfaces = new ArrayList<>();
    private int blockStart;

    /// Begins a capture: writes the section header and the host's interface.
    ///
    /// @param out takes the blocks; closed by [#close]
    /// @param origin who writes, and of what
    public PcapngWriter(WritableByteChannel out, CaptureOrigin origin) throws IOException {
        this.out = out;
        section(origin);
        introduce(0, "host");
    }

    private void section(CaptureOrigin origin) throws IOException {
        begin(PcapngLayout.SECTION_HEADER, 4 * (PcapngLayout.MAX_OPTION + Integer.BYTES));
        buffer.putInt(PcapngLayout.BYTE_ORDER_MAGIC);
        buffer.putShort((short) PcapngLayout.MAJOR_VERSION).putShort((short) 0);
        buffer.putLong(UNKNOWN_LENGTH);
        option(PcapngLayout.SECTION_OS, origin.os());
        option(PcapngLayout.SECTION_APPLICATION, origin.application());
        if (!origin.facts().isEmpty()) {
            option(PcapngLayout.OPTION_COMMENT, origin.toJson());
        }
        buffer.putInt(PcapngLayout.OPTION_END);
        end();
    }

    /// Makes a device known by its name, unless it is known already. Devices between the last known
    /// one and this one, which must have been lost, get names of their numbers.
    ///
    /// @param device ordinal, below [#MAX_DEVICES]
    public void introduce(int device, String name) throws IOException {
        if (device < 0 || device >= MAX_DEVICES) {
            throw new IllegalArgumentException("device=" + device + " max=" + MAX_DEVICES);
        }
        while (interfaces.size() <= device) {
            int next = interfaces.size();
            description(next == device ? name : "device " + next);
            interfaces.add(new Counters());
        }
    }

    private void description(String name) throws IOException {
        begin(PcapngLayout.INTERFACE_DESCRIPTION, PcapngLayout.MAX_OPTION + Long.BYTES * 4);
        buffer.putShort((short) PcapngLayout.LINK_TYPE).putShort((short) 0);
        buffer.putInt(RecordCodec.MAX_LENGTH);
        option(PcapngLayout.INTERFACE_NAME, name);
        optionHead(PcapngLayout.INTERFACE_TIME_RESOLUTION, Byte.BYTES);
        buffer.putInt(NANOSECONDS);
        buffer.putInt(PcapngLayout.OPTION_END);
        end();
    }

    /// Writes one packet.
    public void packet(PacketHeader header, byte[] record) throws IOException {
        packet(header, new UnsafeBuffer(record), 0, record.length);
    }

    /// Writes one packet from a buffer.
    void packet(PacketHeader header, DirectBuffer record, int index, int length)
            throws IOException {
        if (length > PcapngLayout.MAX_PACKET) {
            throw new IllegalArgumentException("length=" + length);
        }
        if (header.device() >= interfaces.size()) {
            introduce(header.device(), "device " + header.device());
        }
        Counters counters = interfaces.get(header.device());
        counters.received++;
        counters.dropped += header.dropped();
        counters.changed = true;
        // Room for the longest comment is only asked for where there is one.
        int options = header.comment().isEmpty() ? 64 : 64 + PcapngLayout.MAX_OPTION;
        begin(
                PcapngLayout.ENHANCED_PACKET,
                PcapngLayout.PACKET_BODY + PcapngLayout.padded(length) + options);
        buffer.putInt(header.device());
        time(header.timeNanos());
        buffer.putInt(length);
        buffer.putInt((int) Math.min(header.originalLength(), Integer.MAX_VALUE));
        record.getBytes(index, buffer, length);
        pad();
        packetOptions(header);
        end();
    }

    private void packetOptions(PacketHeader header) {
        int before = buffer.position();
        if (header.direction() != Direction.NONE) {
            optionHead(PcapngLayout.PACKET_FLAGS, Integer.BYTES);
            buffer.putInt(header.direction().code());
        }
        if (header.dropped() != 0) {
            optionHead(PcapngLayout.PACKET_DROP_COUNT, Long.BYTES);
            buffer.putLong(header.dropped());
        }
        if (header.flow() != 0) {
            optionHead(PcapngLayout.PACKET_ID, Long.BYTES);
            buffer.putLong(header.flow());
        }
        if (header.queue() != PacketHeader.NO_QUEUE) {
            optionHead(PcapngLayout.PACKET_QUEUE, Integer.BYTES);
            buffer.putInt(header.queue());
        }
        option(PcapngLayout.OPTION_COMMENT, header.comment());
        if (buffer.position() > before) {
            buffer.putInt(PcapngLayout.OPTION_END);
        }
    }

    /// Writes the counters of every device that had packets since they were written last.
    public void statistics(long timeNanos) throws IOException {
        for (int device = 0; device < interfaces.size(); device++) {
            if (interfaces.get(device).changed) {
                statistics(device, timeNanos);
            }
        }
    }

    /// Writes the same, and the host's in any case.
    void signOfLife(long timeNanos) throws IOException {
        interfaces.getFirst().changed = true;
        statistics(timeNanos);
    }

    /// Writes the counters of every device: the last blocks of a capture.
    public void lastStatistics(long timeNanos) throws IOException {
        for (int device = 0; device < interfaces.size(); device++) {
            statistics(device, timeNanos);
        }
    }

    private void statistics(int device, long timeNanos) throws IOException {
        Counters counters = interfaces.get(device);
        counters.changed = false;
        begin(PcapngLayout.INTERFACE_STATISTICS, 64);
        buffer.putInt(device);
        time(timeNanos);
        optionHead(PcapngLayout.STATISTICS_RECEIVED, Long.BYTES);
        buffer.putLong(counters.received);
        optionHead(PcapngLayout.STATISTICS_DROPPED, Long.BYTES);
        buffer.putLong(counters.dropped);
        buffer.putInt(PcapngLayout.OPTION_END);
        end();
    }

    /// Hands everything to the channel.
    public void flush() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        } finally {
            buffer.clear();
        }
    }

    /// Flushes and closes the channel.
    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }

    private void begin(int type, int room) throws IOException {
        if (buffer.remaining() < room + PcapngLayout.BLOCK_FRAME) {
            flush();
        }
        blockStart = buffer.position();
        buffer.putInt(type).putInt(0);
    }

    private void end() {
        int length = buffer.position() - blockStart + Integer.BYTES;
        buffer.putInt(length);
        buffer.putInt(blockStart + Integer.BYTES, length);
    }

    private void time(long nanos) {
        buffer.putInt((int) (nanos >>> Integer.SIZE)).putInt((int) nanos);
    }

    private void optionHead(int code, int length) {
        buffer.putShort((short) code).putShort((short) length);
    }

    private void option(int code, String text) {
        if (text.isEmpty()) {
            return;
        }
        byte[] value = text.getBytes(UTF_8);
        int length = value.length;
        if (length > PcapngLayout.MAX_OPTION) {
            length = PcapngLayout.MAX_OPTION;
            while ((value[length] & 0xC0) == 0x80) {
                length--;
            }
        }
        optionHead(code, length);
        buffer.put(value, 0, length);
        pad();
    }

    /// A block begins at a multiple of four, so its position in the buffer tells the padding.
    private void pad() {
        while ((buffer.position() & 3) != 0) {
            buffer.put((byte) 0);
        }
    }

    /// What Interface Statistics Blocks tell of a device.
    private static final class Counters {
        private long received;
        private long dropped;
        private boolean changed;
    }
}

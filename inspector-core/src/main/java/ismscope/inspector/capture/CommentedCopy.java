package ismscope.inspector.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;

/// A copy of a capture in which people's comments are others: only the `opt_comment` of those
/// packets changes, every other byte stays as it is.
///
/// Spec: draft-ietf-opsawg-pcapng, "Options".
public final class CommentedCopy {
    private static final int PIECE = 1 << 18;

    private final CaptureBytes capture;
    private final OutputStream out;
    private final byte[] piece = new byte[PIECE];
    private long copied;

    private CommentedCopy(CaptureBytes capture, OutputStream out) {
        this.capture = capture;
        this.out = out;
    }

    /// Writes the copy; compressed where the name ends in `.gz` or `.zst`. The target is whole or
    /// as it was before: it takes its name only at the end, also if it is the file that is read.
    ///
    /// @param comments by the packet's place in the capture, 0 and up: the comment that it gets,
    ///   empty for none
    /// @throws IOException if the target cannot be written
    /// @throws CaptureException if the capture cannot be read up to the last of these packets
    public static void write(CaptureBytes capture, Map<Long, String> comments, Path target)
            throws IOException, CaptureException {
        Path absolute = target.toAbsolutePath();
        Path partial = Files.createTempFile(absolute.getParent(), ".ismscope-", ".part");
        try {
            try (OutputStream out =
                    Packing.named(absolute).packed(Files.newOutputStream(partial))) {
                new CommentedCopy(capture, out).write(comments);
            }
            Files.move(partial, absolute, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private void write(Map<Long, String> comments) throws IOException, CaptureException {
        PcapngReader reader = new PcapngReader(capture);
        long last = comments.keySet().stream().mapToLong(Long::longValue).max().orElse(-1);
        for (long number = 0; number <= last; ) {
            CaptureBlock block = reader.next();
            if (block == null) {
                break;
            }
            if (block instanceof CaptureBlock.Packet packet) {
                String comment = comments.get(number++);
                if (comment != null) {
                    copyUpTo(packet.offset());
                    out.write(edited(packet.offset(), reader.position(), comment));
                    copied = reader.position();
                }
            }
        }
        copyUpTo(capture.length());
    }

    private void copyUpTo(long end) throws IOException {
        while (copied < end) {
            int count = capture.read(copied, piece, 0, (int) Math.min(PIECE, end - copied));
            out.write(piece, 0, count);
            copied += count;
        }
    }

    /// {@return the block with this comment instead of its own}
    private byte[] edited(long start, long end, String comment) {
        byte[] bytes = new byte[Math.toIntExact(end - start)];
        capture.read(start, bytes, 0, bytes.length);
        ByteBuffer old = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (old.getInt(0) != PcapngLayout.ENHANCED_PACKET) {
            old.order(ByteOrder.BIG_ENDIAN);
        }
        byte[] text = fitting(comment);
        int room = bytes.length + PcapngLayout.padded(text.length) + 2 * PcapngLayout.OPTION_HEAD;
        ByteBuffer now = ByteBuffer.allocate(room).order(old.order());
        BlockView view = new BlockView().on(old, 0, bytes.length, old.order());
        int options =
                PcapngLayout.BLOCK_START
                        + PcapngLayout.PACKET_BODY
                        + PcapngLayout.padded(PacketBytes.captured(view));
        now.put(bytes, 0, options);
        int kept = copyOtherOptions(old, options, bytes.length - Integer.BYTES, now);
        if (text.length > 0) {
            now.putShort((short) PcapngLayout.OPTION_COMMENT).putShort((short) text.length);
            now.put(text).position((now.position() + 3) & ~3);
        }
        if (kept + text.length > 0) {
            now.putInt(PcapngLayout.OPTION_END);
        }
        int length = now.position() + Integer.BYTES;
        now.putInt(length).putInt(Integer.BYTES, length);
        byte[] result = new byte[length];
        now.get(0, result);
        return result;
    }

    /// {@return bytes of the options that were copied}
    private static int copyOtherOptions(ByteBuffer old, int from, int end, ByteBuffer now) {
        int begin = now.position();
        int at = from;
        while (end - at >= PcapngLayout.OPTION_HEAD) {
            int code = Short.toUnsignedInt(old.getShort(at));
            int length = Short.toUnsignedInt(old.getShort(at + Short.BYTES));
            int whole = PcapngLayout.OPTION_HEAD + PcapngLayout.padded(length);
            if (code == PcapngLayout.OPTION_END || whole > end - at) {
                break;
            }
            if (code != PcapngLayout.OPTION_COMMENT) {
                now.put(now.position(), old, at, whole).position(now.position() + whole);
            }
            at += whole;
        }
        return now.position() - begin;
    }

    /// {@return the comment in UTF-8, cut between characters where an option holds no more}
    private static byte[] fitting(String comment) {
        byte[] text = comment.getBytes(UTF_8);
        int length = Math.min(text.length, PcapngLayout.MAX_OPTION);
        while (length < text.length && (text[length] & 0xC0) == 0x80) {
            length--;
        }
        return Arrays.copyOf(text, length);
    }
}

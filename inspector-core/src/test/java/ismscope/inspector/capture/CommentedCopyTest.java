package ismscope.inspector.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentedCopyTest {
    @TempDir private Path folder;

    private static List<CaptureBlock.Packet> packets(CaptureBytes capture) throws Exception {
        PcapngReader reader = new PcapngReader(capture);
        List<CaptureBlock.Packet> packets = new ArrayList<>();
        for (CaptureBlock block = reader.next(); block != null; block = reader.next()) {
            if (block instanceof CaptureBlock.Packet packet) {
                packets.add(packet);
            }
        }
        return packets;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onlyTheCommentsAreOthers(boolean swapped) throws Exception {
        byte[] plain = SmallCapture.oneOfEachKind();
        byte[] bytes = swapped ? SwappedCapture.of(plain) : plain;
        Path once = folder.resolve("once.pcapng");
        Path twice = folder.resolve("twice.pcapng");
        Path none = folder.resolve("none.pcapng");
        CommentedCopy.write(new HeapBytes(bytes), Map.of(3L, "first", 7L, "zwei \u2713"), once);
        CommentedCopy.write(
                new HeapBytes(Files.readAllBytes(once)), Map.of(3L, "other", 7L, ""), twice);
        CommentedCopy.write(new HeapBytes(Files.readAllBytes(twice)), Map.of(3L, ""), none);

        List<CaptureBlock.Packet> before = packets(new HeapBytes(bytes));
        List<CaptureBlock.Packet> after = packets(new HeapBytes(Files.readAllBytes(once)));
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            String comment = i == 3 ? "first" : i == 7 ? "zwei \u2713" : "";
            assertThat(after.get(i).bytes()).isEqualTo(before.get(i).bytes());
            assertThat(after.get(i).header())
                    .isEqualTo(before.get(i).header().withComment(comment));
        }
        assertThat(packets(new HeapBytes(Files.readAllBytes(twice))))
                .extracting(packet -> packet.header().comment())
                .contains("other")
                .doesNotContain("first");
        assertThat(Files.readAllBytes(none)).isEqualTo(bytes);
    }

    @Test
    void aCommentThatNoOptionHoldsIsCutBetweenCharacters() throws Exception {
        Path file = folder.resolve("long.pcapng");
        CommentedCopy.write(
                new HeapBytes(SmallCapture.oneOfEachKind()),
                Map.of(0L, "\u00e4".repeat(40_000)),
                file);

        String comment =
                packets(new HeapBytes(Files.readAllBytes(file))).getFirst().header().comment();
        assertThat(comment).isEqualTo("\u00e4".repeat(PcapngLayout.MAX_OPTION / 2));
    }

    @Test
    void wiresharkShowsThemAsPacketComments() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/tshark")), "skipped: tshark is not installed");
        Path file = folder.resolve("commented.pcapng");
        CommentedCopy.write(
                new HeapBytes(SmallCapture.oneOfEachKind()),
                Map.of(4L, "bookmark: the lost one\nlook here", 9L, "a note"),
                file);

        Process process =
                new ProcessBuilder(
                                "tshark",
                                "-n",
                                "-r",
                                file.toString(),
                                "-Y",
                                "frame.comment",
                                "-T",
                                "fields",
                                "-e",
                                "frame.number",
                                "-e",
                                "frame.comment")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out).contains("5\tbookmark: the lost one", "look here", "10\ta note");
    }
}

package ismscope.inspector.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class PcapngTest {
    private static List<CaptureBlock> blocks(CaptureBytes bytes) throws CaptureException {
        PcapngReader reader = new PcapngReader(bytes);
        List<CaptureBlock> blocks = new ArrayList<>();
        for (CaptureBlock next = reader.next(); next != null; next = reader.next()) {
            blocks.add(next);
        }
        return blocks;
    }

    private static List<CaptureBlock> blocks(byte[] file) throws CaptureException {
        return blocks(new HeapBytes(file));
    }

    private static <T extends CaptureBlock> List<T> only(Class<T> type, List<CaptureBlock> all) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        byte[] file = SmallCapture.oneOfEachKind();
        List<CaptureBlock> blocks = blocks(file);
        assertThat(only(CaptureBlock.Section.class, blocks))
                .containsExactly(new CaptureBlock.Section(0, SmallCapture.origin()));
        assertThat(only(CaptureBlock.Device.class, blocks))
                .extracting(CaptureBlock.Device::name)
                .containsExactly("host", "vm1", "vm2");
        List<CaptureBlock.Packet> packets = only(CaptureBlock.Packet.class, blocks);
        assertThat(packets)
                .extracting(packet -> packet.decode().record().kind())
                .containsExactly(TapKind.values());
        CaptureBlock.Packet request = packets.get(5);
        TapRecord.Request body = (TapRecord.Request) request.decode().record();
        assertThat(request.header())
                .isEqualTo(
                        new PacketHeader(
                                0,
                                SmallCapture.START_NANOS + 6_000,
                                Direction.OUTBOUND,
                                102,
                                body.queue(),
                                0,
                                request.bytes().length,
                                ""));
        assertThat(only(CaptureBlock.Statistics.class, blocks))
                .extracting(CaptureBlock.Statistics::received)
                .containsExactly(8L, 8L, 8L);
        assertThat(only(CaptureBlock.Skipped.class, blocks)).isEmpty();
    }

    @Test
    void aPacketBlockIsLaidOutAsSpecified() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapngWriter writer =
                new PcapngWriter(Channels.newChannel(out), CaptureOrigin.UNKNOWN)) {
            writer.packet(
                    new PacketHeader(0, 0x1122334455667788L, Direction.OUTBOUND, 9, 1, 3, 70, "ab"),
                    new byte[] {1, 2, 3, 4, 5});
        }
        String section = "0a0d0d0a 20000000 4d3c2b1a 0100 0000 ffffffffffffffff 00000000 20000000";
        String host =
                "01000000 28000000 9300 0000 00000100 0200 0400 686f7374 0900 0100 09000000"
                        + " 00000000 28000000";
        String packet =
                "06000000 5c000000 00000000 44332211 88776655 05000000 46000000 0102030405 000000"
                        + " 0200 0400 02000000"
                        + " 0400 0800 0300000000000000"
                        + " 0500 0800 0900000000000000"
                        + " 0600 0400 01000000"
                        + " 0100 0200 6162 0000"
                        + " 00000000 5c000000";
        assertThat(hex(out.toByteArray())).isEqualTo((section + host + packet).replace(" ", ""));
    }

    @Test
    void everyCutGivesTheWholeBlocksBeforeIt() throws Exception {
        byte[] file = SmallCapture.oneOfEachKind();
        List<CaptureBlock> all = blocks(file);
        for (int length = 0; length < file.length; length++) {
            HeapBytes cut = new HeapBytes(file, length);
            PcapngReader reader = new PcapngReader(cut);
            int found = 0;
            while (reader.next() != null) {
                found++;
            }
            long expected = 0;
            for (CaptureBlock block : all) {
                expected += blockEnd(file, block) <= length ? 1 : 0;
            }
            assertThat(found).isEqualTo((int) expected);
            assertThat(reader.position()).isLessThanOrEqualTo(length);
        }
    }

    @Test
    void aGrowingFileGivesTheSameBlocksWhereverItStopsForAMoment() throws Exception {
        byte[] file = SmallCapture.oneOfEachKind();
        HeapBytes growing = new HeapBytes(file, 0);
        PcapngReader reader = new PcapngReader(growing);
        List<CaptureBlock> found = new ArrayList<>();
        for (int length = 0; length <= file.length; length++) {
            growing.growTo(length);
            for (CaptureBlock next = reader.next(); next != null; next = reader.next()) {
                found.add(next);
            }
        }
        assertThat(found).usingRecursiveComparison().isEqualTo(blocks(file));
    }

    private static long blockEnd(byte[] file, CaptureBlock block) {
        ByteBuffer view = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        return block.offset() + view.getInt((int) block.offset() + 4);
    }

    @Test
    void bothByteOrdersReadAlike() throws Exception {
        byte[] file = SmallCapture.oneOfEachKind();
        List<CaptureBlock> swapped = blocks(SwappedCapture.of(file));
        assertThat(swapped).usingRecursiveComparison().isEqualTo(blocks(file));
    }

    @Test
    void sectionsMayFollowEachOtherInDifferentByteOrders() throws Exception {
        byte[] first = SmallCapture.oneOfEachKind();
        byte[] second = SwappedCapture.of(first);
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        List<CaptureBlock> blocks = blocks(joined);
        assertThat(only(CaptureBlock.Packet.class, blocks)).hasSize(48);
        assertThat(only(CaptureBlock.Device.class, blocks))
                .extracting(CaptureBlock.Device::device)
                .containsExactly(0, 1, 2, 0, 3, 4);
    }

    @Test
    void unknownBlocksAndForeignPacketsAreSkipped() throws Exception {
        byte[] file = SmallCapture.oneOfEachKind();
        ByteBuffer all = ByteBuffer.allocate(file.length + 400).order(ByteOrder.LITTLE_ENDIAN);
        all.put(file);
        all.putInt(0x0BAD).putInt(16).putInt(1).putInt(16);
        // An Ethernet interface and a packet on it.
        all.putInt(1).putInt(20).putShort((short) 1).putShort((short) 0).putInt(0).putInt(20);
        packet(all, 3, 4, 36);
        // A packet of ours without the magic, one of no interface, one that claims too many bytes.
        packet(all, 1, 4, 36);
        packet(all, 99, 4, 36);
        packet(all, 1, 5_000, 36);
        byte[] longer = Arrays.copyOf(all.array(), all.position());
        assertThat(only(CaptureBlock.Skipped.class, blocks(longer)))
                .extracting(CaptureBlock.Skipped::reason)
                .containsExactly(
                        CaptureBlock.Reason.OTHER_TYPE,
                        CaptureBlock.Reason.FOREIGN,
                        CaptureBlock.Reason.FOREIGN,
                        CaptureBlock.Reason.FOREIGN,
                        CaptureBlock.Reason.MALFORMED,
                        CaptureBlock.Reason.MALFORMED);
    }

    private static void packet(ByteBuffer out, int number, int captured, int length) {
        out.putInt(6).putInt(length).putInt(number).putLong(0).putInt(captured).putInt(captured);
        out.putInt(0x01020304).putInt(length);
    }

    @Test
    void aBlockBeyondAllBoundsIsSkippedWithoutBeingLoaded() throws Exception {
        byte[] file = SmallCapture.oneOfEachKind();
        int huge = (1 << 24) + 4;
        ByteBuffer all = ByteBuffer.allocate(file.length * 2 + huge).order(ByteOrder.LITTLE_ENDIAN);
        all.put(file).putInt(6).putInt(huge);
        all.position(file.length + huge - 4);
        all.putInt(huge);
        all.put(file);
        List<CaptureBlock> blocks = blocks(all.array());
        assertThat(only(CaptureBlock.Skipped.class, blocks))
                .containsExactly(
                        new CaptureBlock.Skipped(file.length, CaptureBlock.Reason.TOO_LONG));
        assertThat(only(CaptureBlock.Packet.class, blocks)).hasSize(48);
    }

    @Test
    void aDamagedLengthEndsTheReadingWithItsOffset() throws Exception {
        byte[] file = SmallCapture.oneOfEachKind();
        CaptureBlock.Packet third = only(CaptureBlock.Packet.class, blocks(file)).get(2);
        file[(int) third.offset() + 4] ^= 1;
        PcapngReader reader = new PcapngReader(new HeapBytes(file));
        assertThatThrownBy(
                        () -> {
                            while (reader.next() != null) {
                                // On to the damage.
                            }
                        })
                .isInstanceOfSatisfying(
                        CaptureException.class,
                        e -> {
                            assertThat(e.fault()).isEqualTo(CaptureException.Fault.DAMAGED);
                            assertThat(e.offset()).isEqualTo(third.offset());
                        });
    }

    @Test
    void whatIsNoPcapngIsRefusedWithASentence() {
        assertThatThrownBy(() -> blocks("#!/bin/sh".getBytes(US_ASCII)))
                .isInstanceOf(CaptureException.class)
                .hasMessage("it is not a pcapng file: it begins with 23212f62, not 0a0d0d0a");
        assertThatThrownBy(() -> blocks(HexFormat.of().parseHex("d4c3b2a102000400")))
                .hasMessageContaining("editcap");
    }

    @Test
    void microsecondsAndBinaryResolutionsBecomeNanoseconds() {
        assertThat(TimeScale.DEFAULT.nanos(1_700_000_000_123_456L))
                .isEqualTo(1_700_000_000_123_456_000L);
        assertThat(new TimeScale(9, 0).nanos(5)).isEqualTo(5);
        assertThat(new TimeScale(12, 0).nanos(5_999)).isEqualTo(5);
        assertThat(new TimeScale(0x80 | 10, 0).nanos(1024 + 512)).isEqualTo(1_500_000_000L);
        assertThat(new TimeScale(0, 100).nanos(7)).isEqualTo(107_000_000_000L);
        assertThat(new TimeScale(0, 0).nanos(-1)).isEqualTo(Long.MAX_VALUE);
        assertThat(new TimeScale(9, Long.MAX_VALUE).nanos(1L << 62)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aHundredThousandDamagedFilesReadToAnEndOrAFault() throws Exception {
        byte[] file = SmallCapture.oneOfEachKind();
        byte[] swapped = SwappedCapture.of(file);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4711);
        int faults = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] damaged = (i & 1) == 0 ? file.clone() : swapped.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                // Lengths and types are where it hurts: half of the flips go to the first blocks.
                int range = random.nextBoolean() ? 400 : damaged.length;
                damaged[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
            }
            int length = random.nextInt(3) == 0 ? random.nextInt(damaged.length) : damaged.length;
            try {
                for (CaptureBlock block : blocks(new HeapBytes(damaged, length))) {
                    if (block instanceof CaptureBlock.Packet packet) {
                        packet.decode();
                    }
                }
            } catch (CaptureException e) {
                faults++;
                assertThat(e.offset()).isLessThan(length);
            }
        }
        assertThat(faults).isBetween(10_000, 90_000);
    }

    @Test
    void aDeviceWhoseIntroductionWasLostIsIntroducedByItsFirstPacket() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] mark = RecordCodec.encode(new RecordHeader(0, 1, 0, 0), new TapRecord.Mark("x"));
        try (PcapngWriter writer =
                new PcapngWriter(Channels.newChannel(out), CaptureOrigin.UNKNOWN)) {
            writer.packet(PacketHeader.of(3, 1, mark), mark);
        }
        assertThat(only(CaptureBlock.Device.class, blocks(out.toByteArray())))
                .extracting(CaptureBlock.Device::name)
                .containsExactly("host", "device 1", "device 2", "device 3");
    }

    @Test
    void notesAndLossesTravelWithTheirPacket() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] mark = RecordCodec.encode(new RecordHeader(0, 1, 0, 0), new TapRecord.Mark("x"));
        PacketHeader header =
                PacketHeader.of(0, 1, mark).withComment("look here: größer").withDropped(12);
        String tooLong = "ä".repeat(40_000);
        try (PcapngWriter writer =
                new PcapngWriter(Channels.newChannel(out), CaptureOrigin.UNKNOWN)) {
            writer.packet(header, mark);
            writer.packet(header.withComment(tooLong), mark);
            writer.lastStatistics(5);
        }
        List<CaptureBlock> blocks = blocks(out.toByteArray());
        List<CaptureBlock.Packet> packets = only(CaptureBlock.Packet.class, blocks);
        assertThat(packets.get(0).header()).isEqualTo(header);
        assertThat(packets.get(1).header().comment()).isEqualTo("ä".repeat(32_767));
        assertThat(only(CaptureBlock.Statistics.class, blocks))
                .extracting(CaptureBlock.Statistics::dropped)
                .containsExactly(24L);
    }

    @Test
    void commentsThatAreNoFactsOfOursAreIgnored() {
        for (String comment : List.of("", "hello", "{", "{\"a\":", "{\"a\":[1,2]}", "[1]", "{]")) {
            assertThat(CaptureOrigin.factsOf(comment)).isEmpty();
        }
        assertThat(CaptureOrigin.factsOf("{\"a\":{\"x\":1},\"b\":7,\"c\":true}"))
                .isEqualTo(new LinkedHashMap<>(Map.of("b", "7", "c", "true")));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

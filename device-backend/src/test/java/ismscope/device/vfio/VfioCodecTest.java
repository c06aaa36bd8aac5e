package ismscope.device.vfio;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VfioCodecTest {
    private static final int ROUND_TRIPS = 50_000;
    private static final int CORRUPTIONS_PER_SEED = 250_000;

    private final MemorySegment room = MemorySegment.ofArray(new byte[32 << 10]);
    private final MemorySegment again = MemorySegment.ofArray(new byte[32 << 10]);

    @ParameterizedTest
    @EnumSource(VfioCommand.class)
    void findsEachCommandByItsCode(VfioCommand command) {
        assertThat(VfioCommand.fromCode(command.code())).isSameAs(command);
        assertThat(VfioCommand.fromCode(0)).isNull();
        assertThat(VfioCommand.fromCode(19)).isNull();
        assertThat(VfioCommand.fromCode(-1)).isNull();
    }

    @Test
    void layoutOfRequestsIsTheProtocols() {
        assertThat(hex(new VfioRequest.DmaMap(3, 0x1000, 0xc0000, 0x20000), 7, 0))
                .isEqualTo(
                        "0700"
                                + "0200"
                                + "30000000"
                                + "00000000"
                                + "00000000"
                                + "20000000"
                                + "03000000"
                                + "0010000000000000"
                                + "00000c0000000000"
                                + "0000020000000000");
        assertThat(hex(new VfioRequest.RegionWrite(0x14, 2, 2, 0xbeef), 1, 0x10))
                .isEqualTo(
                        "0100"
                                + "0a00"
                                + "22000000"
                                + "10000000"
                                + "00000000"
                                + "1400000000000000"
                                + "02000000"
                                + "02000000"
                                + "efbe");
        assertThat(hex(new VfioRequest.SetIrqs(0x24, 2, 1, 3, List.of()), 1, 0))
                .isEqualTo(
                        "0100"
                                + "0800"
                                + "24000000"
                                + "00000000"
                                + "00000000"
                                + "14000000"
                                + "24000000"
                                + "02000000"
                                + "01000000"
                                + "03000000");
        assertThat(hex(new VfioRequest.Reset(), 0xffff, 0))
                .isEqualTo("ffff" + "0d00" + "10000000" + "00000000" + "00000000");
    }

    @Test
    void layoutOfRepliesIsTheProtocols() {
        VfioHeader request = new VfioHeader(9, VfioCommand.DEVICE_GET_REGION_INFO.code(), 48, 0, 0);
        VfioReply info =
                new VfioReply.RegionInfo(
                        64, 15, 4, 0x8000000, 0, List.of(new VfioReply.Sparse(0, 0x4000000)));
        int length = ReplyCodec.encode(info, request, room);
        assertThat(length).isEqualTo(16 + ReplyCodec.regionInfoLength(1)).isEqualTo(80);
        assertThat(hex(length))
                .isEqualTo(
                        "0900"
                                + "0500"
                                + "50000000"
                                + "01000000"
                                + "00000000"
                                + "40000000"
                                + "0f000000"
                                + "04000000"
                                + "20000000"
                                + "0000000800000000"
                                + "0000000000000000"
                                + "0100"
                                + "0100"
                                + "00000000"
                                + "01000000"
                                + "00000000"
                                + "0000000000000000"
                                + "0000000400000000");
        int failed = ReplyCodec.encode(new VfioReply.Failed(17), request, room);
        assertThat(hex(failed)).isEqualTo("0900" + "0500" + "10000000" + "21000000" + "11000000");
    }

    @Test
    void readsWhatQemuSays() {
        String json =
                """
                {"capabilities": {"max_msg_fds": 16, "max_data_xfer_size": 1048576, \
                "migration": {"pgsize": 4096, "max_bitmap_size": 268435456}, "pgsizes": 4096, \
                "max_dma_maps": 65535, "write_multiple": true}}\
                """;
        VersionText text = Objects.requireNonNull(VersionText.parse(json));
        assertThat(text.numbers())
                .containsEntry("max_msg_fds", 16L)
                .containsEntry("pgsizes", 4096L)
                .doesNotContainKey("pgsize");
        assertThat(text.has(VersionText.WRITE_MULTIPLE)).isTrue();
        assertThat(VersionText.parse(text.json())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"capabilities\":{}}",
                " { \"a\" : [1, -2.5e+3, {\"b\":null}], \"c\":\"\\\"}\" } ",
                "{\"capabilities\":{\"twin_socket\":{\"supported\":true}}}"
            })
    void takesAnyObjectAsVersionText(String json) {
        assertThat(VersionText.parse(json)).isEqualTo(VersionText.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "}",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":-}",
                "{\"a\":tru}",
                "{}x",
                "{\"a\":\"",
                "null",
                "{\"a\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}"
            })
    void refusesWhatIsNoObject(String json) {
        assertThat(VersionText.parse(json)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "02, 20, LENGTH, 20",
        "02, 48, ARGSZ, 16",
        "03, 24, LENGTH, 24",
        "05, 48, ARGSZ, 16",
        "08, 36, ARGSZ, 16",
        "09, 32, WIDTH, 28",
        "0a, 32, WIDTH, 28",
        "0d, 17, LENGTH, 16",
        "0f, 20, LENGTH, 20",
        "01, 20, LENGTH, 20",
        "01, 21, TEXT, 20"
    })
    void saysWhatIsWrongWithZeros(String code, int length, VfioFault fault, int offset) {
        MemorySegment message = MemorySegment.ofArray(new byte[length]);
        VfioHeader header = new VfioHeader(1, Integer.parseInt(code, 16), length, 0, 0);
        HeaderCodec.encode(header, message);
        assertThat(RequestDecoder.decode(message, 0, length))
                .isInstanceOfSatisfying(
                        VfioRequest.Malformed.class,
                        found -> {
                            assertThat(found.fault()).isSameAs(fault);
                            assertThat(found.offset()).isEqualTo(offset);
                        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyRequestSurvivesTheRoundTrip(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUND_TRIPS; i++) {
            VfioRequest request = AnyMessage.request(random);
            int length = RequestEncoder.encode(request, i & 0xffff, 0, room);
            mustEqual(request, RequestDecoder.decode(room, 0, length));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyReplySurvivesTheRoundTrip(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUND_TRIPS; i++) {
            AnyMessage.Answer answer = AnyMessage.answer(random);
            VfioHeader request = new VfioHeader(i & 0xffff, answer.command().code(), 16, 0, 0);
            int length = ReplyCodec.encode(answer.reply(), request, room);
            mustEqual(answer.reply(), ReplyCodec.decode(room, length));
            assertThat(HeaderCodec.decode(room, 0).id()).isEqualTo(i & 0xffff);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void corruptedMessagesAreRequestsOrOneFault(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int malformed = 0;
        for (int i = 0; i < CORRUPTIONS_PER_SEED; i++) {
            int length = RequestEncoder.encode(AnyMessage.request(random), i & 0xffff, 0, room);
            int cut = corrupt(random, length);
            VfioRequest decoded = RequestDecoder.decode(room, 0, cut);
            switch (decoded) {
                case VfioRequest.Malformed fault -> {
                    malformed++;
                    mustBeInside(fault.offset(), cut);
                }
                case VfioRequest.Unsupported _ -> {}
                default -> {
                    int size = RequestEncoder.encode(decoded, 0, 0, again);
                    mustEqual(decoded, RequestDecoder.decode(again, 0, size));
                }
            }
        }
        assertThat(malformed).isBetween(1, CORRUPTIONS_PER_SEED - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void corruptedRepliesAreRepliesOrOneFault(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int malformed = 0;
        for (int i = 0; i < CORRUPTIONS_PER_SEED; i++) {
            AnyMessage.Answer answer = AnyMessage.answer(random);
            VfioHeader request = new VfioHeader(i & 0xffff, answer.command().code(), 16, 0, 0);
            int cut = corrupt(random, ReplyCodec.encode(answer.reply(), request, room));
            if (ReplyCodec.decode(room, cut) instanceof VfioReply.Malformed fault) {
                malformed++;
                mustBeInside(fault.offset(), cut);
            }
        }
        assertThat(malformed).isBetween(1, CORRUPTIONS_PER_SEED - 1);
    }

    /// Flips a bit, or cuts or lengthens the message; half of the time its size says so.
    private int corrupt(SplittableRandom random, int length) {
        int changed = length;
        if (random.nextInt(4) == 0) {
            changed = random.nextInt(length + 9);
            if (changed >= VfioHeader.LENGTH && random.nextBoolean()) {
                WireBytes.putI32(room, 4, changed);
            }
        }
        int at = random.nextInt(random.nextBoolean() ? length : Math.min(40, length));
        byte flipped = (byte) (room.get(JAVA_BYTE, at) ^ 1 << random.nextInt(8));
        room.set(JAVA_BYTE, at, flipped);
        return changed;
    }

    // Not AssertJ: its cost would be most of a million checks.
    private static void mustEqual(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError(expected + " became " + found);
        }
    }

    private static void mustBeInside(int offset, int length) {
        if (offset < 0 || offset > length) {
            throw new AssertionError("offset=" + offset + " length=" + length);
        }
    }

    private String hex(VfioRequest request, int id, int flags) {
        return hex(RequestEncoder.encode(request, id, flags, room));
    }

    private String hex(int length) {
        return HexFormat.of().formatHex(room.asSlice(0, length).toArray(JAVA_BYTE));
    }

    @Test
    void endsVersionTextWithAZeroByte() {
        VersionText text = VersionText.EMPTY.with(VersionText.MAX_MSG_FDS, 8);
        int length = RequestEncoder.encode(new VfioRequest.Version(0, 0, text), 1, 0, room);
        String json = new String(room.asSlice(20, length - 20).toArray(JAVA_BYTE), UTF_8);
        assertThat(json).isEqualTo("{\"capabilities\":{\"max_msg_fds\":8}}\0");
        assertThat(ReplyCodec.versionLength(text)).isEqualTo(length);
    }
}

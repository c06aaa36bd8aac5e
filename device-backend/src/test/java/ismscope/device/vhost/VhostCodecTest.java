package ismscope.device.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.Decoded.Malformed;
import ismscope.device.protocol.Decoded.Valid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VhostCodecTest {
    private static final int ROUND_TRIPS = 50_000;
    private static final int CORRUPTIONS_PER_SEED = 250_000;

    @Test
    void layoutIsThatOfTheProtocol() {
        FrontEndMessage address = new FrontEndMessage.VringAddress(1, 0, 0x10, 0x20, 0x30, 0);
        assertThat(hex(VhostCodec.encodeFrontEnd(address, true)))
                .isEqualTo(
                        "090000000900000028000000"
                                + "0100000000000000"
                                + "1000000000000000"
                                + "2000000000000000"
                                + "3000000000000000"
                                + "0000000000000000");
        FrontEndMessage table =
                new FrontEndMessage.MemoryTable(List.of(new GuestRegionEntry(1, 2, 3, 4)));
        assertThat(hex(VhostCodec.encodeFrontEnd(table, false)))
                .startsWith("050000000100000028000000" + "0100000000000000" + "0100000000000000")
                .hasSize(2 * (12 + 8 + 32));
        BackEndMessage map = new BackEndMessage.Map(new SharedPiece(1, 2, 3, 4, 1));
        assertThat(hex(VhostCodec.encodeBackEnd(map)))
                .isEqualTo(
                        "090000000900000028000000"
                                + "0100000000000000"
                                + "0200000000000000"
                                + "0300000000000000"
                                + "0400000000000000"
                                + "0100000000000000");
        BackEndReply sizes = new BackEndReply.SharedMemory(List.of(0L, 0x1000L, 0x2000L));
        assertThat(VhostCodec.encodeReply(44, sizes)).hasSize(12 + 2056);
        assertThat(hex(VhostCodec.encodeReply(44, sizes)))
                .startsWith(
                        "2c0000000500000008080000"
                                + "0200000000000000"
                                + "0000000000000000"
                                + "0010000000000000"
                                + "0020000000000000");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20260101})
    void roundTripsGeneratedMessages(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUND_TRIPS; i++) {
            FrontEndMessage message = anyFrontEnd(random);
            byte[] bytes = VhostCodec.encodeFrontEnd(message, random.nextBoolean());
            assertThat(VhostCodec.decodeFrontEnd(header(bytes).request(), payload(bytes)))
                    .isEqualTo(new Valid<>(message));
            BackEndMessage asked = anyBackEnd(random);
            bytes = VhostCodec.encodeBackEnd(asked);
            assertThat(VhostCodec.decodeBackEnd(header(bytes).request(), payload(bytes)))
                    .isEqualTo(new Valid<>(asked));
            bytes = anyReply(random);
            int wire = header(bytes).request();
            assertThat(header(bytes).reply()).isTrue();
            assertThat(VhostCodec.decodeReply(wire, payload(bytes)))
                    .isInstanceOfSatisfying(
                            Valid.class,
                            valid ->
                                    assertThat(
                                                    VhostCodec.encodeReply(
                                                            wire, (BackEndReply) valid.value()))
                                            .hasSizeGreaterThan(12));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5, 6})
    void survivesCorruption(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int valid = 0;
        int malformed = 0;
        for (int i = 0; i < CORRUPTIONS_PER_SEED; i++) {
            byte[] whole =
                    switch (i % 3) {
                        case 0 -> VhostCodec.encodeFrontEnd(anyFrontEnd(random), true);
                        case 1 -> VhostCodec.encodeBackEnd(anyBackEnd(random));
                        default -> anyReply(random);
                    };
            byte[] bytes = corrupted(random, whole);
            if (staysSound(bytes, i % 3)) {
                valid++;
            } else {
                malformed++;
            }
        }
        assertThat(valid).isPositive();
        assertThat(malformed).isPositive();
    }

    /// What is read is a fault inside the bytes, or a value that is written to the same bytes but
    /// for reserved ones.
    private static boolean staysSound(byte[] bytes, int kind) {
        if (!(VhostCodec.decodeHeader(bytes) instanceof Valid<VhostHeader>(VhostHeader header))) {
            return false;
        }
        byte[] payload = Arrays.copyOfRange(bytes, 12, bytes.length);
        Decoded<?> decoded =
                switch (kind) {
                    case 0 -> VhostCodec.decodeFrontEnd(header.request(), payload);
                    case 1 -> VhostCodec.decodeBackEnd(header.request(), payload);
                    default -> VhostCodec.decodeReply(header.request(), payload);
                };
        return switch (decoded) {
            case Malformed<?> fault -> {
                if (fault.offset() < 0 || fault.offset() > payload.length) {
                    throw new AssertionError(hex(bytes) + " gives " + fault);
                }
                yield false;
            }
            case Valid<?>(Object value) -> {
                byte[] again = again(header.request(), value);
                if (again.length != bytes.length || !readsTheSame(again, kind, value)) {
                    throw new AssertionError(hex(bytes) + " read as " + value);
                }
                yield true;
            }
        };
    }

    private static byte[] again(int wire, Object value) {
        return switch (value) {
            case FrontEndMessage message -> VhostCodec.encodeFrontEnd(message, false);
            case BackEndMessage message -> VhostCodec.encodeBackEnd(message);
            case BackEndReply reply -> VhostCodec.encodeReply(wire, reply);
            default -> throw new AssertionError(value);
        };
    }

    private static boolean readsTheSame(byte[] bytes, int kind, Object value) {
        int wire = header(bytes).request();
        Decoded<?> read =
                switch (kind) {
                    case 0 -> VhostCodec.decodeFrontEnd(wire, payload(bytes));
                    case 1 -> VhostCodec.decodeBackEnd(wire, payload(bytes));
                    default -> VhostCodec.decodeReply(wire, payload(bytes));
                };
        return read instanceof Valid<?>(Object same) && same.equals(value);
    }

    private static byte[] corrupted(SplittableRandom random, byte[] bytes) {
        int cut = random.nextInt(8);
        byte[] changed = cut == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 40)) : bytes;
        for (int flips = random.nextInt(3); flips > 0 && changed.length > 0; flips--) {
            // Numbers and counts lie at the front: without a bias most flips change an address.
            int most = random.nextBoolean() ? changed.length : Math.min(20, changed.length);
            changed[random.nextInt(most)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private static FrontEndMessage anyFrontEnd(SplittableRandom random) {
        FrontEndRequest[] all = FrontEndRequest.values();
        int pick = random.nextInt(all.length + 1);
        if (pick == all.length) {
            return new FrontEndMessage.Unknown(60 + random.nextInt(1000), random.nextInt(64));
        }
        FrontEndRequest request = all[pick];
        return switch (request) {
            case SET_FEATURES,
                    SET_VRING_KICK,
                    SET_VRING_CALL,
                    SET_VRING_ERR,
                    SET_PROTOCOL_FEATURES,
                    SET_STATUS ->
                    new FrontEndMessage.Value(request, random.nextLong());
            case SET_VRING_NUM, SET_VRING_BASE, GET_VRING_BASE, SET_VRING_ENABLE ->
                    new FrontEndMessage.VringState(request, random.nextInt(), random.nextInt());
            case SET_VRING_ADDR ->
                    new FrontEndMessage.VringAddress(
                            random.nextInt(),
                            random.nextInt(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong());
            case SET_MEM_TABLE -> new FrontEndMessage.MemoryTable(anyRegions(random));
            case ADD_MEM_REG, REM_MEM_REG ->
                    new FrontEndMessage.SingleRegion(request, anyRegion(random));
            case GET_CONFIG, SET_CONFIG -> new FrontEndMessage.Config(request, anyConfig(random));
            default -> new FrontEndMessage.Plain(request);
        };
    }

    private static List<GuestRegionEntry> anyRegions(SplittableRandom random) {
        List<GuestRegionEntry> regions = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            regions.add(anyRegion(random));
        }
        return regions;
    }

    private static GuestRegionEntry anyRegion(SplittableRandom random) {
        return new GuestRegionEntry(
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static ConfigBytes anyConfig(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(257)];
        random.nextBytes(bytes);
        return new ConfigBytes(random.nextInt(), random.nextInt(), bytes);
    }

    private static BackEndMessage anyBackEnd(SplittableRandom random) {
        SharedPiece piece =
                new SharedPiece(
                        random.nextInt(256),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextLong());
        return switch (random.nextInt(5)) {
            case 0 -> new BackEndMessage.ConfigChange();
            case 1, 2 -> new BackEndMessage.Unmap(piece);
            default -> new BackEndMessage.Map(piece);
        };
    }

    private static byte[] anyReply(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 ->
                    VhostCodec.encodeReply(
                            11, new BackEndReply.VringState(random.nextInt(), random.nextInt()));
            case 1 -> VhostCodec.encodeReply(24, new BackEndReply.Config(anyConfig(random)));
            case 2 -> {
                boolean rare = random.nextInt(8) == 0;
                yield rare
                        ? VhostCodec.encodeReply(
                                44,
                                new BackEndReply.SharedMemory(List.of(0L, random.nextLong() | 1)))
                        : VhostCodec.encodeReply(1, new BackEndReply.Value(random.nextLong()));
            }
            default -> VhostCodec.encodeReply(5, new BackEndReply.Value(random.nextInt(2)));
        };
    }

    private static VhostHeader header(byte[] bytes) {
        if (VhostCodec.decodeHeader(bytes) instanceof Valid<VhostHeader>(VhostHeader header)) {
            assertThat(header.size()).isEqualTo(bytes.length - 12);
            return header;
        }
        throw new AssertionError("header of " + hex(bytes));
    }

    private static byte[] payload(byte[] bytes) {
        return Arrays.copyOfRange(bytes, 12, bytes.length);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

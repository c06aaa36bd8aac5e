package ismscope.device.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.protocol.Decoded.Fault;
import ismscope.device.protocol.Decoded.Malformed;
import ismscope.device.protocol.Decoded.Valid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsmCodecTest {
    private static final int ROUND_TRIPS = 50_000;
    private static final int FLIPS_PER_SEED = 400_000;

    @Test
    void layoutOfEachCommandIsTheDrafts() {
        long token = 0x1122334455667788L;
        assertThat(hex(IsmCodec.encodeCommand(new ControlCommand.AllocRegion(0x10000))))
                .isEqualTo("0000" + "0000010000000000");
        assertThat(hex(IsmCodec.encodeCommand(new ControlCommand.AttachRegion(token, 3))))
                .isEqualTo("0100" + "8877665544332211" + "03000000");
        assertThat(hex(IsmCodec.encodeCommand(new ControlCommand.DetachRegion(token))))
                .isEqualTo("0200" + "8877665544332211");
        PermissionSet rights = new PermissionSet(0x1f);
        assertThat(hex(IsmCodec.encodeCommand(new ControlCommand.GrantDefault(token, rights))))
                .isEqualTo("0300" + "8877665544332211" + "1f00000000000000");
        assertThat(hex(IsmCodec.encodeCommand(new ControlCommand.GrantDevice(token, rights, 9))))
                .isEqualTo("0301" + "8877665544332211" + "1f00000000000000" + "0900000000000000");
        assertThat(hex(IsmCodec.encodeCommand(new ControlCommand.SetEventVector(token, 2))))
                .isEqualTo("0400" + "8877665544332211" + "0200000000000000");
    }

    @Test
    void layoutOfRepliesAndEventsIsTheDrafts() {
        List<Area> areas = List.of(new Area(0x10000, 0x20000));
        String area = "0000010000000000" + "0000020000000000";
        assertThat(hex(IsmCodec.encodeReply(0x0000, new ControlReply.Allocated(5, areas), 99)))
                .isEqualTo("00" + "0500000000000000" + "0100000000000000" + area);
        assertThat(hex(IsmCodec.encodeReply(0x0100, new ControlReply.Attached(areas), 25)))
                .isEqualTo("00" + "0100000000000000" + area);
        assertThat(hex(IsmCodec.encodeReply(0x0200, new ControlReply.Completed(), 1)))
                .isEqualTo("00");
        assertThat(hex(IsmCodec.encodeReply(0x0200, new ControlReply.Refused(Ack.ERR), 1)))
                .isEqualTo("ff");
        assertThat(hex(IsmCodec.encodeEvent(new DeviceEvent.RegionUpdated(0x10000, 7))))
                .isEqualTo("0100000000000000" + "0000010000000000" + "0700000000000000");
        assertThat(hex(IsmCodec.encodeEvent(new DeviceEvent.PeerAttached(0, 7, 3))))
                .isEqualTo(
                        "0200000000000000"
                                + "00".repeat(8)
                                + "0700000000000000"
                                + "03"
                                + "00".repeat(7));
        assertThat(hex(IsmCodec.encodeEvent(new DeviceEvent.PeerDetached(0, 7, 3))))
                .startsWith("0400000000000000")
                .hasSize(64);
        assertThat(hex(IsmCodec.encodeConfig(new IsmConfig(1, 2, 0x10000, 4))))
                .isEqualTo(
                        "01"
                                + "00".repeat(7)
                                + "02"
                                + "00".repeat(7)
                                + "0000010000000000"
                                + "04"
                                + "00".repeat(7));
    }

    @Test
    void tellsTheAreasNeededOnlyWhereThereIsRoom() {
        ControlReply needed = new ControlReply.Refused(Ack.E2BIG, 4);
        assertThat(IsmCodec.encodeReply(0x0000, needed, 16)).hasSize(1);
        assertThat(IsmCodec.encodeReply(0x0000, needed, 17)).hasSize(17);
        assertThat(IsmCodec.encodeReply(0x0100, needed, 8)).hasSize(1);
        byte[] attach = IsmCodec.encodeReply(0x0100, needed, 9);
        assertThat(attach).hasSize(9);
        assertThat(IsmCodec.decodeReply(0x0100, attach)).isEqualTo(new Valid<>(needed));
    }

    @Test
    void refusesToEncodeAreasThatDoNotFit() {
        ControlReply reply = new ControlReply.Attached(List.of(new Area(0, 1)));
        assertThatThrownBy(() -> IsmCodec.encodeReply(0x0100, reply, 24))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'', CODE_CUT, 0, -1",
        "03, CODE_CUT, 1, -1",
        "0500, CODE_UNKNOWN, 0, 1280",
        "0302000000000000, CODE_UNKNOWN, 0, 770",
        "ffff, CODE_UNKNOWN, 0, 65535",
        "0000, SHORT, 2, 0",
        "000001020304050607, SHORT, 9, 0",
        "0000010203040506070809, LONG, 10, 0",
        "0100010203040506070801020304 05, LONG, 14, 256",
        "01000102030405060708010203040506070809, LONG, 14, 256",
        "0200, SHORT, 2, 512",
        "03000102030405060708010203040506, SHORT, 16, 768",
        "0301010203040506070801020304050607080102030405060708ff, LONG, 26, 769",
        "04000102030405060708, SHORT, 10, 1024",
    })
    void namesTheFaultOfAMalformedCommand(String bytes, Fault fault, int offset, long code) {
        byte[] raw = HexFormat.of().parseHex(bytes.replace(" ", ""));
        assertThat(IsmCodec.decodeCommand(raw)).isEqualTo(new Malformed<>(fault, offset, code));
    }

    @Test
    void acceptsPaddedAttachOnly() {
        byte[] plain = IsmCodec.encodeCommand(new ControlCommand.AttachRegion(1, 2));
        assertThat(IsmCodec.decodeCommand(Arrays.copyOf(plain, 18)))
                .isEqualTo(new Valid<>(new ControlCommand.AttachRegion(1, 2)));
        for (int length : new int[] {15, 16, 17, 19}) {
            assertThat(IsmCodec.decodeCommand(Arrays.copyOf(plain, length)))
                    .isInstanceOf(Malformed.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, '', CODE_CUT, 0, -1",
        "0, 03, CODE_UNKNOWN, 0, 3",
        "0, 00, SHORT, 1, 0",
        "0, 0001000000000000000100000000000000, AREA_COUNT, 9, 0",
        "256, 00ffffffffffffffff, AREA_COUNT, 1, 0",
        "256, 0000000000000000000102, AREA_COUNT, 1, 0",
        "256, 0701, SHORT, 2, 7",
        "256, 07010000000000000000, LONG, 9, 7",
        "512, 0000, LONG, 1, 0",
        "512, 0701, LONG, 1, 7",
        "65535, ff00, LONG, 1, 255",
    })
    void namesTheFaultOfAMalformedReply(int command, String hex, Fault fault, int at, long code) {
        byte[] raw = HexFormat.of().parseHex(hex);
        assertThat(IsmCodec.decodeReply(command, raw)).isEqualTo(new Malformed<>(fault, at, code));
    }

    @ParameterizedTest
    @CsvSource({
        "01000000000000, CODE_CUT, 7, -1",
        "0300000000000000, CODE_UNKNOWN, 0, 3",
        "0100000000000000, SHORT, 8, 1",
        "02000000000000000000000000000000 0000000000000000, SHORT, 24, 2",
        "01000000000000000000000000000000 000000000000000000, LONG, 24, 1",
    })
    void namesTheFaultOfAMalformedEvent(String hex, Fault fault, int offset, long code) {
        byte[] raw = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(IsmCodec.decodeEvent(raw)).isEqualTo(new Malformed<>(fault, offset, code));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20260101})
    void roundTripsGeneratedValues(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUND_TRIPS; i++) {
            ControlCommand command = anyCommand(random);
            assertThat(IsmCodec.decodeCommand(IsmCodec.encodeCommand(command)))
                    .isEqualTo(new Valid<>(command));
            ControlReply reply = anyReply(random, command);
            byte[] bytes = IsmCodec.encodeReply(command.code(), reply, 1 << 20);
            assertThat(IsmCodec.decodeReply(command.code(), bytes)).isEqualTo(new Valid<>(reply));
            DeviceEvent event = anyEvent(random);
            assertThat(IsmCodec.decodeEvent(IsmCodec.encodeEvent(event)))
                    .isEqualTo(new Valid<>(event));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void survivesByteFlips(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int valid = 0;
        int malformed = 0;
        for (int i = 0; i < FLIPS_PER_SEED; i++) {
            ControlCommand command = anyCommand(random);
            boolean sound =
                    switch (i % 3) {
                        case 0 ->
                                commandStaysSound(flipped(random, IsmCodec.encodeCommand(command)));
                        case 1 ->
                                replyStaysSound(
                                        command.code(),
                                        flipped(
                                                random,
                                                IsmCodec.encodeReply(
                                                        command.code(),
                                                        anyReply(random, command),
                                                        1 << 20)));
                        default ->
                                eventStaysSound(
                                        flipped(random, IsmCodec.encodeEvent(anyEvent(random))));
                    };
            if (sound) {
                valid++;
            } else {
                malformed++;
            }
        }
        assertThat(valid).isPositive();
        assertThat(malformed).isPositive();
    }

    @ParameterizedTest
    @EnumSource(CommandCode.class)
    void findsEachCommandByItsWireCode(CommandCode code) {
        assertThat(CommandCode.fromWire(code.wire())).isSameAs(code);
    }

    /// A flipped command is a fault inside its bytes, or a value that encodes to the same bytes.
    private static boolean commandStaysSound(byte[] bytes) {
        return switch (IsmCodec.decodeCommand(bytes)) {
            case Valid<ControlCommand>(ControlCommand value) -> {
                byte[] again = IsmCodec.encodeCommand(value);
                mustAgree(bytes, Arrays.copyOf(again, bytes.length), value);
                yield true;
            }
            case Malformed<ControlCommand> fault -> inside(fault, bytes);
        };
    }

    private static boolean replyStaysSound(int command, byte[] bytes) {
        return switch (IsmCodec.decodeReply(command, bytes)) {
            case Valid<ControlReply>(ControlReply value) -> {
                byte[] again = IsmCodec.encodeReply(command, value, 1 << 20);
                // A refused allocation has a token field that means nothing.
                if (!(value instanceof ControlReply.Refused)) {
                    mustAgree(bytes, again, value);
                }
                yield true;
            }
            case Malformed<ControlReply> fault -> inside(fault, bytes);
        };
    }

    private static boolean eventStaysSound(byte[] bytes) {
        return switch (IsmCodec.decodeEvent(bytes)) {
            case Valid<DeviceEvent>(DeviceEvent value) -> {
                mustAgree(bytes, IsmCodec.encodeEvent(value), value);
                yield true;
            }
            case Malformed<DeviceEvent> fault -> inside(fault, bytes);
        };
    }

    // Not AssertJ: its cost would be most of a million checks.
    private static void mustAgree(byte[] bytes, byte[] again, Object value) {
        boolean attachPadding = bytes.length == 18 && bytes[0] == 1;
        int end = attachPadding ? 14 : bytes.length;
        if (!Arrays.equals(bytes, 0, end, again, 0, Math.min(end, again.length))) {
            throw new AssertionError(hex(bytes) + " read as " + value + " gives " + hex(again));
        }
    }

    private static boolean inside(Malformed<?> fault, byte[] bytes) {
        if (fault.offset() < 0 || fault.offset() > bytes.length) {
            throw new AssertionError(hex(bytes) + " gives " + fault);
        }
        return false;
    }

    private static byte[] flipped(SplittableRandom random, byte[] bytes) {
        int cut = random.nextInt(8);
        byte[] changed = cut == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 4)) : bytes;
        if (changed.length == 0) {
            return changed;
        }
        // Codes lie at the front: without a bias most flips would only change a number.
        int at =
                random.nextInt(random.nextBoolean() ? changed.length : Math.min(3, changed.length));
        changed[at] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private static ControlCommand anyCommand(SplittableRandom random) {
        long token = random.nextLong();
        PermissionSet rights = new PermissionSet(random.nextLong());
        return switch (random.nextInt(6)) {
            case 0 -> new ControlCommand.AllocRegion(random.nextLong());
            case 1 -> new ControlCommand.AttachRegion(token, random.nextInt());
            case 2 -> new ControlCommand.DetachRegion(token);
            case 3 -> new ControlCommand.GrantDefault(token, rights);
            case 4 -> new ControlCommand.GrantDevice(token, rights, random.nextLong());
            default -> new ControlCommand.SetEventVector(token, random.nextLong());
        };
    }

    private static ControlReply anyReply(SplittableRandom random, ControlCommand command) {
        boolean areas =
                command instanceof ControlCommand.AllocRegion
                        || command instanceof ControlCommand.AttachRegion;
        if (random.nextInt(4) == 0) {
            Ack[] acks = Ack.values();
            Ack ack = acks[1 + random.nextInt(acks.length - 1)];
            return new ControlReply.Refused(
                    ack, areas && ack == Ack.E2BIG ? random.nextLong() | 1 : 0);
        }
        if (!areas) {
            return new ControlReply.Completed();
        }
        List<Area> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(new Area(random.nextLong(), random.nextLong()));
        }
        return command instanceof ControlCommand.AllocRegion
                ? new ControlReply.Allocated(random.nextLong(), list)
                : new ControlReply.Attached(list);
    }

    private static DeviceEvent anyEvent(SplittableRandom random) {
        long offset = random.nextLong();
        long devid = random.nextLong();
        return switch (random.nextInt(3)) {
            case 0 -> new DeviceEvent.RegionUpdated(offset, devid);
            case 1 -> new DeviceEvent.PeerAttached(offset, devid, random.nextLong());
            default -> new DeviceEvent.PeerDetached(offset, devid, random.nextLong());
        };
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

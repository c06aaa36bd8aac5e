package ismscope.app.hex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import ismscope.app.find.BytePattern;
import ismscope.app.hex.Inspector.Reading;
import ismscope.device.protocol.Area;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionReadingsTest {
    @Test
    void readsNumbersLittleEndian() {
        byte[] bytes = {(byte) 0xfe, 0x01, 0, 0, 0, 0, 0, (byte) 0x80, 9};
        assertThat(Inspector.read(bytes))
                .extracting(Reading::label, Reading::value)
                .contains(
                        tuple("u8", "254 (0xfe)"),
                        tuple("i8", "-2"),
                        tuple("u16", "510 (0x1fe)"),
                        tuple("u32", "510 (0x1fe)"),
                        tuple("u64", "9223372036854776318 (0x80000000000001fe)"),
                        tuple("i64", "-9223372036854775298"));
    }

    @Test
    void readsDoublesAndText() {
        byte[] pi = new byte[8];
        long bits = Double.doubleToLongBits(Math.PI);
        for (int i = 0; i < 8; i++) {
            pi[i] = (byte) (bits >>> (8 * i));
        }
        assertThat(Inspector.read(pi)).contains(new Reading("f64", "3.14159"));
        assertThat(Inspector.read("message 7!!\0rest".getBytes(UTF_8)))
                .contains(new Reading("text", "\u201cmessage 7!!\u201d"));
    }

    @Test
    void aCharacterCutByTheWindowIsLeftOut() {
        byte[] bytes = ("a".repeat(31) + "\u00e9").getBytes(UTF_8);
        assertThat(Inspector.read(Arrays.copyOf(bytes, 32)))
                .contains(new Reading("text", "\u201c" + "a".repeat(31) + "\u201d"));
    }

    @Test
    void saysSoWhenThereAreTooFewBytes() {
        assertThat(Inspector.read(new byte[] {65}))
                .extracting(Reading::value)
                .containsExactly(
                        "65 (0x41)",
                        "65",
                        "\u2013",
                        "\u2013",
                        "\u2013",
                        "\u2013",
                        "\u2013",
                        "\u201cA\u201d");
    }

    @Test
    void copiesInThreeFormats() {
        byte[] bytes = {(byte) 0xde, 0x41, 0x0a};
        assertThat(CopyFormat.HEX.write(bytes)).isEqualTo("de 41 0a");
        assertThat(CopyFormat.ASCII.write(bytes)).isEqualTo(".A.");
        assertThat(CopyFormat.C_ARRAY.write(bytes))
                .isEqualTo("static const unsigned char region[3] = {\n    0xde, 0x41, 0x0a,\n};\n");
        assertThat(CopyFormat.C_ARRAY.write(new byte[13]).lines()).hasSize(4);
    }

    @Test
    void readsPatterns() {
        assertThat(BytePattern.read("de ad BE:EF", false))
                .hasValueSatisfying(p -> assertThat(p).containsExactly(0xde, 0xad, 0xbe, 0xef));
        assertThat(BytePattern.read("0xdead 0xbe", false))
                .hasValueSatisfying(p -> assertThat(p).containsExactly(0xde, 0xad, 0xbe));
        assertThat(BytePattern.read("abc", false)).isEmpty();
        assertThat(BytePattern.read("xy", false)).isEmpty();
        assertThat(BytePattern.read("", true)).isEmpty();
        assertThat(BytePattern.read("\u00e9", true))
                .hasValueSatisfying(p -> assertThat(p).containsExactly(0xc3, 0xa9));
        assertThat(BytePattern.read("a".repeat(5000), true)).isEmpty();
    }

    @Test
    void heatFallsWithEventsAndWithTimeAndLeavesATrace() {
        assertThat(Heat.of(0, 0)).isEqualTo(1);
        assertThat(Heat.of(1, 0)).isLessThan(1).isGreaterThan(Heat.of(100, 0));
        assertThat(Heat.of(1, 4_000_000_000L)).isLessThan(Heat.of(1, 1_000_000_000L));
        assertThat(Heat.of(Heat.FADE_EVENTS, 0)).isEqualTo(Heat.TRACE);
        assertThat(Heat.of(1_000_000, 99_000_000_000L)).isEqualTo(Heat.TRACE);
    }

    @Test
    void aRegionInSeveralAreasIsFoundInDeviceMemory() {
        DeviceMap map =
                new DeviceMap(
                        2,
                        "vm2",
                        0x1000,
                        List.of(new Area(0x8000, 0x2000), new Area(0x1000, 0x1000)));
        assertThat(map.deviceOffset(0)).isEqualTo(0x8000);
        assertThat(map.deviceOffset(0x1fff)).isEqualTo(0x9fff);
        assertThat(map.deviceOffset(0x2000)).isEqualTo(0x1000);
        assertThat(map.deviceOffset(0x2fff)).isEqualTo(0x1fff);
        assertThat(map.deviceOffset(0x3000)).isEqualTo(-1);
        assertThat(map.chunk(0x2fff)).isEqualTo(2);
    }
}

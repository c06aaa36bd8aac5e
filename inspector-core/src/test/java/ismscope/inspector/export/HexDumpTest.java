package ismscope.inspector.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HexDumpTest {
    @Test
    void writesSixteenBytesALineWithTheirText() {
        byte[] bytes = "0123456789abcdefXY\0\u007f".getBytes(StandardCharsets.US_ASCII);
        bytes[3] = (byte) 0xfe;

        assertThat(HexDump.of(bytes))
                .isEqualTo(
                        """
                        0000  30 31 32 fe 34 35 36 37 38 39 61 62 63 64 65 66   012.456789abcdef
                        0010  58 59 00 7f                                       XY..
                        """);
    }

    @Test
    void countsOffsetsInHex() {
        assertThat(HexDump.of(new byte[0x1234]).lines()).last().asString().startsWith("1230  00 ");
    }

    @Test
    void ofNothingIsNothing() {
        assertThat(HexDump.of(new byte[0])).isEmpty();
    }
}

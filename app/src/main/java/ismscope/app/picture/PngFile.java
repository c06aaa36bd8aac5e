package ismscope.app.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

/// Writes a picture as PNG, 8 bits per channel without transparency, without loading AWT.
///
/// Shape: signature, IHDR, one IDAT, IEND; each line is stored as the difference to the line above
/// (filter 2). Spec: PNG, ISO/IEC 15948, sections 5 and 9.
public final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final int CHANNELS = 3;
    private static final int FILTER_UP = 2;
    private static final int COLOR_RGB = 2;

    private PngFile() {}

    /// Writes a picture; a file that is there is replaced. Thread: the picture's owner.
    ///
    /// @throws IOException if the file cannot be written
    public static void write(Image image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(encode(pixels, width, height));
        }
    }

    private static byte[] encode(int[] pixels, int width, int height) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream(pixels.length);
        file.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream numbers = new DataOutputStream(header);
        numbers.writeInt(width);
        numbers.writeInt(height);
        numbers.write(new byte[] {8, COLOR_RGB, 0, 0, 0});
        chunk(file, "IHDR", header.toByteArray());
        chunk(file, "IDAT", lines(pixels, width));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] lines(int[] pixels, int width) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (OutputStream deflated = new DeflaterOutputStream(data)) {
            byte[] above = new byte[width * CHANNELS];
            byte[] line = new byte[width * CHANNELS];
            byte[] filtered = new byte[width * CHANNELS + 1];
            filtered[0] = FILTER_UP;
            for (int start = 0; start < pixels.length; start += width) {
                for (int x = 0; x < width; x++) {
                    int argb = pixels[start + x];
                    line[x * CHANNELS] = (byte) (argb >> 16);
                    line[x * CHANNELS + 1] = (byte) (argb >> 8);
                    line[x * CHANNELS + 2] = (byte) argb;
                }
                for (int i = 0; i < line.length; i++) {
                    filtered[i + 1] = (byte) (line[i] - above[i]);
                    above[i] = line[i];
                }
                deflated.write(filtered);
            }
        }
        return data.toByteArray();
    }

    private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
        DataOutputStream numbers = new DataOutputStream(out);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        numbers.writeInt(data.length);
        numbers.write(name);
        numbers.write(data);
        numbers.writeInt((int) sum.getValue());
    }
}

package ismscope.inspector.capture;

import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// How a file is compressed: told by its first bytes when read, by its name when written.
public enum Packing {
    /// Not at all.
    NONE,
    /// RFC 1952.
    GZIP,
    /// RFC 8878.
    ZSTD;

    private static final int BUFFER = 1 << 16;
    private static final int ZSTD_MAGIC = 0x28B52FFD;
    private static final int GZIP_MAGIC = 0x1F8B;

    /// {@return the packing of a file that begins with these bytes}
    static Packing of(byte[] first) {
        int magic = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            magic = magic << Byte.SIZE | (i < first.length ? Byte.toUnsignedInt(first[i]) : 0);
        }
        if (magic >>> Short.SIZE == GZIP_MAGIC) {
            return GZIP;
        }
        return magic == ZSTD_MAGIC ? ZSTD : NONE;
    }

    /// {@return the packing of a file, told by its first bytes}
    ///
    /// @throws IOException if it cannot be read
    public static Packing of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(Integer.BYTES));
        }
    }

    /// {@return the packing that a file's name asks for: `.gz`, `.zst` or none}
    public static Packing named(Path file) {
        String name = file.toString();
        if (name.endsWith(".gz")) {
            return GZIP;
        }
        return name.endsWith(".zst") ? ZSTD : NONE;
    }

    /// {@return a stream that packs what is written to it; closing it closes `out`}
    ///
    /// @throws IOException if `out` fails
    public OutputStream packed(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out, BUFFER);
            case ZSTD -> new ZstdOutputStream(out);
        };
    }

    /// {@return what is packed in a stream}
    InputStream unpacked(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GZIPInputStream(packed, BUFFER);
            case ZSTD -> new ZstdInputStream(packed);
        };
    }
}

package ismscope.inspector.capture;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// How a capture file is compressed, told by its first bytes.
enum Packing {
    /// Not at all.
    NONE,
    /// RFC 1952.
    GZIP,
    /// RFC 8878.
    ZSTD;

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

    /// {@return what is packed in a stream}
    InputStream unpacked(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GZIPInputStream(packed, 1 << 16);
            case ZSTD -> new ZstdInputStream(packed);
        };
    }
}

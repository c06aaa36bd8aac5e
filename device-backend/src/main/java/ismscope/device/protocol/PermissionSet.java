package ismscope.device.protocol;

import java.util.StringJoiner;

/// Permission bits of a region for a device.
///
/// Shape: le64, READ 1, WRITE 2, ATTACH 4, MANAGE 8, CLEAN_DEFAULT 16; other bits are kept as they
/// came. Draft: virtio-ism draft, GRANT_SET_DEFAULT.
///
/// @param bits the le64 on the wire
public record PermissionSet(long bits) {
    public static final long READ = 1;
    public static final long WRITE = 2;
    public static final long ATTACH = 4;
    public static final long MANAGE = 8;
    public static final long CLEAN_DEFAULT = 16;
    private static final String[] NAMES = {"READ", "WRITE", "ATTACH", "MANAGE", "CLEAN_DEFAULT"};

    public static final PermissionSet NOTHING = new PermissionSet(0);
    public static final PermissionSet READ_ONLY = new PermissionSet(READ);
    public static final PermissionSet READ_WRITE = new PermissionSet(READ | WRITE);
    public static final PermissionSet DEFAULT_FOR_OTHERS = new PermissionSet(READ | WRITE | ATTACH);
    public static final PermissionSet ALLOCATOR = new PermissionSet(READ | WRITE | ATTACH | MANAGE);

    /// {@return whether all of these bits are set}
    public boolean has(long wanted) {
        return (bits & wanted) == wanted;
    }

    /// {@return the bits that both have}
    public PermissionSet and(PermissionSet other) {
        return new PermissionSet(bits & other.bits);
    }

    /// {@return names joined by `|`, unknown bits in hex, `none` if empty: `READ|WRITE|0x40`}
    @Override
    public String toString() {
        if (bits == 0) {
            return "none";
        }
        StringJoiner names = new StringJoiner("|");
        for (int i = 0; i < NAMES.length; i++) {
            if ((bits & (1L << i)) != 0) {
                names.add(NAMES[i]);
            }
        }
        long unknown = bits & ~0x1fL;
        if (unknown != 0) {
            names.add("0x" + Long.toHexString(unknown));
        }
        return names.toString();
    }
}

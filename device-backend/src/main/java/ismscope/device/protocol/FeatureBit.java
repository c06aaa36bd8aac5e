package ismscope.device.protocol;

import java.util.StringJoiner;

/// Feature bits that this device knows.
///
/// Draft: virtio-ism draft, feature bits; Spec: virtio 1.3 6.
public enum FeatureBit {
    /// Events are delivered as buffers on the eventq.
    EVENT_VQ(0),
    /// An interrupt vector can be bound to a region.
    EVENT_IRQ(1),
    INDIRECT_DESC(28),
    EVENT_IDX(29),
    VERSION_1(32),
    RING_PACKED(34),
    IN_ORDER(35),
    RING_RESET(40);

    private final int bit;

    FeatureBit(int bit) {
        this.bit = bit;
    }

    /// {@return the bit's number, 0 to 63}
    public int bit() {
        return bit;
    }

    /// {@return the bit's value}
    public long mask() {
        return 1L << bit;
    }

    /// {@return whether `features` has this bit}
    public boolean isIn(long features) {
        return (features & mask()) != 0;
    }

    /// {@return these bits together}
    public static long mask(FeatureBit... bits) {
        long all = 0;
        for (FeatureBit bit : bits) {
            all |= bit.mask();
        }
        return all;
    }

    /// {@return names joined by `|`, unknown bits in hex, `none` if empty}
    public static String describe(long features) {
        StringJoiner names = new StringJoiner("|");
        long rest = features;
        for (FeatureBit bit : values()) {
            if (bit.isIn(features)) {
                names.add(bit.name());
                rest &= ~bit.mask();
            }
        }
        if (rest != 0) {
            names.add("0x" + Long.toHexString(rest));
        }
        return features == 0 ? "none" : names.toString();
    }
}

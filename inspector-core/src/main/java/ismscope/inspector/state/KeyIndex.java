package ismscope.inspector.state;

import java.util.Arrays;

/// An immutable index from 64-bit keys to positions, shared in structure with the one it was made
/// from: a 32-way trie over the bits of a scrambled key.
///
/// The scrambling is a bijection, so two keys always part at some level and nobody can choose
/// tokens that make it slow: depth is at most 13, about log32(n) for tokens as they come.
final class KeyIndex {
    static final KeyIndex EMPTY = new KeyIndex(0, new Object[0]);

    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;

    /// Which of the 32 slots are taken; `slots` holds only those.
    private final int taken;

    /// A [Leaf] or a [KeyIndex] for each taken slot.
    private final Object[] slots;

    private record Leaf(long scrambled, int position) {}

    private KeyIndex(int taken, Object[] slots) {
        this.taken = taken;
        this.slots = slots;
    }

    /// {@return the position of `key`, -1 if it is not in here}
    int find(long key) {
        long scrambled = scramble(key);
        KeyIndex node = this;
        for (int shift = 0; ; shift += BITS) {
            int bit = bit(scrambled, shift);
            if ((node.taken & bit) == 0) {
                return -1;
            }
            Object slot = node.slots[node.slotOf(bit)];
            if (slot instanceof Leaf leaf) {
                return leaf.scrambled == scrambled ? leaf.position : -1;
            }
            node = (KeyIndex) slot;
        }
    }

    /// {@return this index with a key that is not in it yet}
    KeyIndex with(long key, int position) {
        return with(new Leaf(scramble(key), position), 0);
    }

    private KeyIndex with(Leaf added, int shift) {
        int bit = bit(added.scrambled, shift);
        int at = slotOf(bit);
        if ((taken & bit) == 0) {
            Object[] grown = new Object[slots.length + 1];
            System.arraycopy(slots, 0, grown, 0, at);
            grown[at] = added;
            System.arraycopy(slots, at, grown, at + 1, slots.length - at);
            return new KeyIndex(taken | bit, grown);
        }
        KeyIndex child =
                slots[at] instanceof Leaf leaf
                        ? EMPTY.with(leaf, shift + BITS)
                        : (KeyIndex) slots[at];
        Object[] copy = Arrays.copyOf(slots, slots.length);
        copy[at] = child.with(added, shift + BITS);
        return new KeyIndex(taken, copy);
    }

    private int slotOf(int bit) {
        return Integer.bitCount(taken & (bit - 1));
    }

    private static int bit(long scrambled, int shift) {
        return 1 << ((int) (scrambled >>> shift) & MASK);
    }

    private static long scramble(long key) {
        long mixed = key;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}

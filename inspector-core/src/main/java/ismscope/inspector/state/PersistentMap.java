package ismscope.inspector.state;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An immutable map that shares structure with the map it was made from: adding or replacing one of
/// n entries copies O(log n) of it. Iterates in the order in which keys were first added.
///
/// Keys are whole numbers. There is no removal: what is gone from a session stays visible as gone.
/// Entries lie in a 32-way tree by position; above [#LINEAR] entries a second tree finds the
/// position of a key.
///
/// @param <K> [Integer] or [Long]
/// @param <V> immutable values
final class PersistentMap<K extends Number, V> extends AbstractMap<K, V> {
    /// Up to this many entries a key is found by looking at all of them.
    static final int LINEAR = 8;

    private static final int BITS = 5;
    private static final int WIDTH = 1 << BITS;
    private static final int MASK = WIDTH - 1;
    private static final Object[] EMPTY_NODE = {};
    private static final PersistentMap<Long, Object> EMPTY =
            new PersistentMap<>(EMPTY_NODE, 0, 0, KeyIndex.EMPTY);

    private final Object[] root;
    private final int shift;
    private final int size;
    private final KeyIndex index;

    private PersistentMap(Object[] root, int shift, int size, KeyIndex index) {
        this.root = root;
        this.shift = shift;
        this.size = size;
        this.index = index;
    }

    /// {@return the map without entries}
    @SuppressWarnings("unchecked") // an empty map holds no key or value of a wrong type
    static <K extends Number, V> PersistentMap<K, V> empty() {
        return (PersistentMap<K, V>) (PersistentMap<?, ?>) EMPTY;
    }

    /// {@return this map with one entry added or replaced}
    PersistentMap<K, V> with(K key, V value) {
        Map.Entry<K, V> entry = Map.entry(key, value);
        int position = position(key.longValue());
        if (position >= 0) {
            return new PersistentMap<>(put(root, shift, position, entry), shift, size, index);
        }
        Object[] grown = root;
        int grownShift = shift;
        if (size == 1 << (shift + BITS)) {
            grown = new Object[] {root};
            grownShift = shift + BITS;
        }
        return new PersistentMap<>(
                put(grown, grownShift, size, entry), grownShift, size + 1, indexWith(key));
    }

    private KeyIndex indexWith(K key) {
        if (size < LINEAR) {
            return KeyIndex.EMPTY;
        }
        KeyIndex grown = index;
        if (size == LINEAR) {
            for (int i = 0; i < size; i++) {
                grown = grown.with(entry(i).getKey().longValue(), i);
            }
        }
        return grown.with(key.longValue(), size);
    }

    private static Object[] put(Object[] node, int shift, int position, Object entry) {
        int slot = (position >>> shift) & MASK;
        Object[] copy = Arrays.copyOf(node, Math.max(node.length, slot + 1));
        if (shift == 0) {
            copy[slot] = entry;
        } else {
            Object[] child = slot < node.length ? (Object[]) node[slot] : EMPTY_NODE;
            copy[slot] = put(child, shift - BITS, position, entry);
        }
        return copy;
    }

    private int position(long key) {
        if (size > LINEAR) {
            return index.find(key);
        }
        for (int i = 0; i < size; i++) {
            if (entry(i).getKey().longValue() == key) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // only `with` stores here, and only entries of these types
    private Map.Entry<K, V> entry(int position) {
        Object[] node = root;
        for (int level = shift; level > 0; level -= BITS) {
            node = (Object[]) node[(position >>> level) & MASK];
        }
        return (Map.Entry<K, V>) node[position & MASK];
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        if (!(key instanceof Number number)) {
            return null;
        }
        int position = position(number.longValue());
        if (position < 0) {
            return null;
        }
        Map.Entry<K, V> entry = entry(position);
        return entry.getKey().equals(key) ? entry.getValue() : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<K, V>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Map.Entry<K, V> next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            return entry(next++);
        }
    }
}

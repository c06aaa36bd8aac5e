package ismscope.device.driver;

/// Numbers 0 to n - 1 that are handed out and come back, the longest free one first. What comes
/// back in the order it went out is handed out in ring order, as `VIRTIO_F_IN_ORDER` asks.
final class FreeList {
    private final int[] ring;
    private int first;
    private int count;

    FreeList(int size) {
        ring = new int[size];
        for (int i = 0; i < size; i++) {
            ring[i] = i;
        }
        count = size;
    }

    int count() {
        return count;
    }

    /// @throws IllegalStateException if none is free
    int take() {
        if (count == 0) {
            throw new IllegalStateException("nothing free");
        }
        int taken = ring[first];
        first = following(first);
        count--;
        return taken;
    }

    void put(int number) {
        ring[(first + count) % ring.length] = number;
        count++;
    }

    private int following(int at) {
        return at + 1 == ring.length ? 0 : at + 1;
    }
}

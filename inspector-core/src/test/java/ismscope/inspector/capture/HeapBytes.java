package ismscope.inspector.capture;

/// A capture in an array: as much of it as the test wants to be there.
public final class HeapBytes implements CaptureBytes {
    private final byte[] bytes;
    private int length;

    /// All of it.
    public HeapBytes(byte[] bytes) {
        this(bytes, bytes.length);
    }

    HeapBytes(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    void growTo(int newLength) {
        length = newLength;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean isComplete() {
        return length == bytes.length;
    }

    @Override
    public int read(long offset, byte[] target, int from, int count) {
        int copied = Math.clamp(length - offset, 0, count);
        System.arraycopy(bytes, (int) offset, target, from, copied);
        return copied;
    }

    @Override
    public void awaitMore(long known, long nanos) {
        // It grows only when the test says so.
    }
}

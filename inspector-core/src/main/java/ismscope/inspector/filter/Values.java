package ismscope.inspector.filter;

import java.util.Arrays;

/// The values that an event has of one operand: numbers, texts or byte strings, all of one sort.
/// Made once and emptied for each event, since there are millions of those. Owned by one thread.
final class Values {
    private static final int FEW = 4;

    private long[] numbers = new long[FEW];
    private Object[] objects = new Object[FEW];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    void add(String text) {
        addObject(text);
    }

    void add(byte[] bytes) {
        addObject(bytes);
    }

    private void addObject(Object value) {
        if (size == objects.length) {
            objects = Arrays.copyOf(objects, size * 2);
        }
        objects[size++] = value;
    }

    long number(int at) {
        return numbers[at];
    }

    String text(int at) {
        return (String) objects[at];
    }

    byte[] bytes(int at) {
        return (byte[]) objects[at];
    }
}

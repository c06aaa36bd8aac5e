package ismscope.inspector.state;

import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import java.io.IOException;
import java.util.AbstractList;
import java.util.Arrays;

/// Requests of one device that have no reply yet, oldest first, as event numbers. Immutable.
///
/// A chain's head can be in flight only once, so a second request with the same queue and head
/// means that the reply to the first was lost: it takes its place. That bounds the list by what the
/// queues of a device can hold, whatever a capture says.
final class PendingRequests extends AbstractList<Long> {
    static final PendingRequests NONE = new PendingRequests(new long[0], new int[0]);

    private final long[] events;

    /// Queue in the upper, head in the lower 16 bits.
    private final int[] chains;

    private PendingRequests(long[] events, int[] chains) {
        this.events = events;
        this.chains = chains;
    }

    /// {@return this list with one more request at its end}
    PendingRequests with(long event, int queue, int head) {
        PendingRequests others = without(queue, head);
        int size = others.events.length;
        long[] grownEvents = Arrays.copyOf(others.events, size + 1);
        int[] grownChains = Arrays.copyOf(others.chains, size + 1);
        grownEvents[size] = event;
        grownChains[size] = chain(queue, head);
        return new PendingRequests(grownEvents, grownChains);
    }

    /// {@return this list without the request that this chain carried, if there is one}
    PendingRequests without(int queue, int head) {
        int wanted = chain(queue, head);
        for (int i = 0; i < chains.length; i++) {
            if (chains[i] == wanted) {
                return without(i);
            }
        }
        return this;
    }

    private PendingRequests without(int at) {
        int size = events.length - 1;
        if (size == 0) {
            return NONE;
        }
        long[] fewerEvents = Arrays.copyOf(events, size);
        int[] fewerChains = Arrays.copyOf(chains, size);
        System.arraycopy(events, at + 1, fewerEvents, at, size - at);
        System.arraycopy(chains, at + 1, fewerChains, at, size - at);
        return new PendingRequests(fewerEvents, fewerChains);
    }

    void save(SavedOutput out) throws IOException {
        out.longs(events, events.length);
        out.ints(chains, chains.length);
    }

    /// {@return the list as it was saved}
    static PendingRequests load(SavedInput in) {
        long[] events = in.longs();
        int[] chains = in.ints();
        if (events.length != chains.length) {
            throw new IndexOutOfBoundsException("requests=" + events.length);
        }
        return events.length == 0 ? NONE : new PendingRequests(events, chains);
    }

    private static int chain(int queue, int head) {
        return queue << 16 | (head & 0xffff);
    }

    @Override
    public Long get(int place) {
        return events[place];
    }

    @Override
    public int size() {
        return events.length;
    }
}

package ismscope.inspector.diff;

import ismscope.inspector.event.Event;
import org.agrona.collections.Long2LongHashMap;

/// Which region a token is, said so that it can be compared with another session, where tokens are
/// others: the n-th that this device created. A token that nobody created is the n-th of those.
final class TokenIdentity {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Long2LongHashMap identities = new Long2LongHashMap(0);
    private final Long2LongHashMap created = new Long2LongHashMap(0);

    /// Notes a region that comes to be.
    ///
    /// @param creator who it is, the same in both sessions
    void created(Event event, long creator) {
        boolean shownAgain = (event.flags() & Event.SNAPSHOT) != 0;
        if (shownAgain && identities.containsKey(event.token())) {
            return;
        }
        identities.put(event.token(), next(creator));
    }

    /// {@return the identity of a token; 0 for 0}
    long of(long token) {
        if (token == 0) {
            return 0;
        }
        long known = identities.get(token);
        if (known == 0) {
            known = next(UNKNOWN);
            identities.put(token, known);
        }
        return known;
    }

    private long next(long creator) {
        long count = created.get(creator) + 1;
        created.put(creator, count);
        long identity = Mix.of(creator, count);
        return identity == 0 ? 1 : identity;
    }
}

package ismscope.inspector.filter;

import ismscope.device.tap.TapKind;
import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import ismscope.inspector.session.SessionSnapshot;
import java.util.function.Predicate;

/// A filter that goes through a session, and goes on as the session grows.
///
/// What it says is what it would say of the whole session anew: a request that is answered later is
/// looked at again. Owned by one thread; its matches are for any.
public final class FilterRun {
    /// Events after which matches are told for the first time.
    private static final int FIRST_STEP = Block.SIZE;

    private final Filter filter;
    private MatchesBuilder found = new MatchesBuilder();
    private int devices;

    /// A run that has not begun.
    public FilterRun(Filter filter) {
        this.filter = filter;
    }

    /// Goes on to the end of a snapshot.
    ///
    /// @param session the same as before, or a later one of it
    /// @param goOn is shown the matches so far now and then, first after a few thousand events;
    ///   false stops the run there, and it can go on from there
    /// @return the matches, up to where it got
    public Matches advance(SessionSnapshot session, Predicate<Matches> goOn) {
        if (filter.asksForPeers() && devices != session.deviceCount()) {
            found = new MatchesBuilder();
        }
        devices = session.deviceCount();
        Pass pass = new Pass(session);
        if (filter.asksForInfo()) {
            pass.describeAgain();
        }
        long told = found.examined();
        long step = FIRST_STEP;
        while (pass.left() > 0) {
            pass.advance(step);
            if (found.examined() - told >= step && pass.left() > 0) {
                told = found.examined();
                step = Math.min(step * 2, Matches.PART);
                if (!goOn.test(found.matches())) {
                    break;
                }
            }
        }
        return found.matches();
    }

    /// Goes on to the end of a snapshot, without a stop.
    ///
    /// @return the matches
    public Matches advance(SessionSnapshot session) {
        return advance(session, _ -> true);
    }

    /// What is done for one snapshot.
    private final class Pass {
        private final SessionSnapshot session;
        private final Evaluation evaluation;
        private final FilterStride stride;
        private final long start = found.examined();

        Pass(SessionSnapshot session) {
            this.session = session;
            evaluation = new Evaluation(filter, session);
            stride = new FilterStride(filter, session);
        }

        /// {@return events that were not looked at}
        long left() {
            return session.eventCount() - found.examined();
        }

        /// Looks at some more: at a block, or at as many as all processors are good for.
        ///
        /// @param step events until the next telling
        void advance(long step) {
            long from = found.examined();
            int shares = step < Matches.PART ? 0 : FilterStride.shares(left());
            if (shares > 1) {
                for (long[] bits : stride.select(from, shares)) {
                    append(bits, Block.SIZE);
                }
            } else {
                // Up to the next multiple, so that no block lies across two parts.
                int room = Block.SIZE - (int) (from & Block.SIZE - 1);
                int count = (int) Math.min(room, left());
                append(evaluation.select(from, count), count);
            }
        }

        private void append(long[] bits, int count) {
            long from = found.examined();
            found.append(bits, count);
            if (filter.asksForReplies() && start > 0) {
                askAgain(from, count);
            }
        }

        /// Looks again at events whose line tells what came of them.
        void describeAgain() {
            long from = Math.max(0, start - EventDescriber.DELIVERY_HORIZON);
            for (long event = from; event < start; event++) {
                found.set(event, evaluation.accepts(event));
            }
        }

        /// Looks again at requests from before this snapshot whose replies are here.
        private void askAgain(long from, int count) {
            long[] heads = new long[count];
            long[] requests = new long[count];
            session.read(EventColumn.HEAD, from, count, heads);
            session.read(EventColumn.COUNTERPART, from, count, requests);
            for (int i = 0; i < count; i++) {
                if (EventHead.kind(heads[i]) == TapKind.REPLY.code()
                        && requests[i] >= 0
                        && requests[i] < start) {
                    found.set(requests[i], evaluation.accepts(requests[i]));
                }
            }
        }
    }

    /// A filter made ready for one snapshot and one thread.
    static final class Evaluation {
        private final Block block;
        private final BlockTest test;
        private final long[] candidates = Bits.none();
        private final long[] result = Bits.none();

        Evaluation(Filter filter, SessionSnapshot session) {
            block = new Block(session, filter.stateKinds());
            test = Plan.of(filter.expression());
        }

        /// {@return the bits of the matches among some events; valid until the next call}
        long[] select(long from, int count) {
            block.on(from, count);
            Bits.fill(candidates, count);
            test.select(block, candidates, result);
            return result;
        }

        boolean accepts(long event) {
            return (select(event, 1)[0] & 1) != 0;
        }
    }
}

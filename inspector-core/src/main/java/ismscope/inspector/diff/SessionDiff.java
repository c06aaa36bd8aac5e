package ismscope.inspector.diff;

import ismscope.inspector.session.SessionSnapshot;
import java.util.List;

/// In what two sessions differ.
///
/// Events are aligned device by device, by name, and compared by what they say: a command and what
/// it asks for, the region by the order in which its creator created it, the answer. Of no account
/// are times, tokens, device ids, addresses, places in device memory, and, unless asked for, the
/// bytes of regions. Immutable.
///
/// @param names of devices, by the number that a difference has
/// @param counts how many events are what
/// @param differences the first ones, in the order of the first session
public record SessionDiff(List<String> names, Counts counts, List<Difference> differences) {
    /// Copies the lists in.
    public SessionDiff {
        names = List.copyOf(names);
        differences = List.copyOf(differences);
    }

    /// How events differ.
    public enum Kind {
        /// Only the first session has it.
        MISSING(0),
        /// Only the second session has it.
        ADDED(1),
        /// Both have it, with different results.
        DIFFERENT(2),
        /// Both have it, but in the second it took longer by more than was asked.
        LATE(3);

        private final int column;

        Kind(int column) {
            this.column = column;
        }

        int column() {
            return column;
        }
    }

    /// One difference.
    ///
    /// @param device number in [SessionDiff#names]
    /// @param first event of the first session; for an added one the event in whose place, or
    ///   before which, it stands, -1 at the end
    /// @param second event of the second session; for a missing one likewise
    public record Difference(Kind kind, int device, long first, long second) {}

    /// How many events are what.
    ///
    /// @param alike pairs that say the same
    /// @param missing events of the first session alone
    /// @param added events of the second session alone
    /// @param different pairs with different results
    /// @param late pairs of which the second took too long
    public record Counts(long alike, long missing, long added, long different, long late) {}

    /// What is compared beyond what events say.
    ///
    /// @param bytes whether bytes of regions are compared
    /// @param lateFactor so many times longer a reply may take than in the first session, and than
    ///   a microsecond; 0 for any time
    /// @param limit differences kept, 1 and up
    public record Options(boolean bytes, double lateFactor, int limit) {
        /// Checks the limit.
        public Options {
            if (limit < 1) {
                throw new IllegalArgumentException("limit=" + limit);
            }
        }
    }

    /// {@return whether no event differs}
    public boolean isSame() {
        return differences.isEmpty();
    }

    /// {@return the name of a difference's device}
    public String deviceName(Difference difference) {
        return names.get(difference.device());
    }

    /// Compares two sessions.
    ///
    /// Reads both once, in order; cost and memory: in proportion to events, and to those by which
    /// one session is ahead of the other. Thread: any, but not one that paints.
    ///
    /// @throws InterruptedException if the thread is interrupted meanwhile
    public static SessionDiff between(
            SessionSnapshot first, SessionSnapshot second, Options options)
            throws InterruptedException {
        return new SessionAlignment(first, second, options).run();
    }
}

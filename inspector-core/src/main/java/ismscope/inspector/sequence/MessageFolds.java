package ismscope.inspector.sequence;

import org.jspecify.annotations.Nullable;

/// The folds of a session as far as a run has got. Immutable; thread: any.
public final class MessageFolds {
    /// Nothing looked at.
    public static final MessageFolds NONE = new MessageFolds(new FoldColumns(), 0, 0, 0, null);

    private final FoldColumns columns;
    private final long closed;
    private final long hidden;
    private final long messages;
    private final @Nullable OpenFold open;

    /// @param closed folds in the columns
    /// @param hidden messages that those hide
    /// @param open the fold behind them that goes on
    MessageFolds(
            FoldColumns columns, long closed, long hidden, long messages, @Nullable OpenFold open) {
        this.columns = columns;
        this.closed = closed;
        this.hidden = hidden;
        this.messages = messages;
        this.open = open;
    }

    /// {@return messages looked at}
    public long messages() {
        return messages;
    }

    /// {@return folds, in order}
    public long count() {
        return open == null ? closed : closed + 1;
    }

    /// {@return the fold at a place, 0 to [#count] - 1}
    public Fold fold(long place) {
        OpenFold last = open;
        return place == closed && last != null ? last.fold() : columns.fold(place);
    }

    /// {@return messages hidden by the folds before a place, 0 to [#count]}
    public long hiddenBefore(long place) {
        OpenFold last = open;
        if (place > closed && last != null) {
            return hidden + last.fold().hidden();
        }
        return place == closed ? hidden : columns.hiddenBefore(place);
    }

    /// {@return how long the messages took that are folded into one row}
    ///
    /// @param place of the fold
    /// @param row of the fold, 0 to its period - 1
    public LatencyRange latency(long place, int row) {
        OpenFold last = open;
        return place == closed && last != null
                ? last.latencies().get(row)
                : columns.latency(place, row);
    }

    /// {@return the place of the last fold that begins at or before a message, -1 if there is none}
    public long lastAt(long message) {
        OpenFold last = open;
        if (last != null && last.fold().first() <= message) {
            return closed;
        }
        return columns.below(message + 1, closed) - 1;
    }
}

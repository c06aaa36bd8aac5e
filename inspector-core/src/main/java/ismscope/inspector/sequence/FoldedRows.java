package ismscope.inspector.sequence;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of a sequence diagram: a row for each message, and for each that is folded with others
/// one for all of them; some folds are opened.
///
/// Immutable; thread: any. A row or a message costs the logarithm of the folds times that of the
/// opened ones.
public final class FoldedRows {
    /// No rows.
    public static final FoldedRows NONE = new FoldedRows(MessageFolds.NONE, Set.of());

    private final MessageFolds folds;

    /// First messages of opened folds, in order.
    private final long[] opened;

    /// Rows that the opened folds before each have beyond folded ones; in the end all.
    private final long[] extra;

    /// One row.
    ///
    /// @param message the first of those that are in it
    /// @param place of the fold that it is in, -1 for none
    /// @param fold that it is in, null for none
    /// @param opened whether that is opened
    public record Row(long message, long place, @Nullable Fold fold, boolean opened) {
        /// {@return messages in it}
        public long times() {
            return fold == null || opened ? 1 : fold.times();
        }

        /// {@return which of the fold's messages it is, from 0; 0 outside a fold}
        public int turn() {
            return fold == null ? 0 : (int) ((message - fold.first()) % fold.period());
        }

        /// {@return whether it is the uppermost of a fold}
        public boolean isFirst() {
            return fold != null && message == fold.first();
        }

        /// {@return whether it is the lowest of a fold}
        public boolean isLast() {
            return fold != null
                    && message == (opened ? fold.end() : fold.first() + fold.period()) - 1;
        }
    }

    /// @param opened first messages of the folds that are opened; others than those are ignored
    public FoldedRows(MessageFolds folds, Set<Long> opened) {
        this.folds = folds;
        this.opened =
                opened.stream()
                        .mapToLong(Long::longValue)
                        .filter(first -> begins(folds, first))
                        .sorted()
                        .toArray();
        extra = new long[this.opened.length + 1];
        for (int i = 0; i < this.opened.length; i++) {
            extra[i + 1] = extra[i] + folds.fold(folds.lastAt(this.opened[i])).hidden();
        }
    }

    private static boolean begins(MessageFolds folds, long first) {
        long place = folds.lastAt(first);
        return place >= 0 && folds.fold(place).first() == first;
    }

    /// {@return the folds}
    public MessageFolds folds() {
        return folds;
    }

    /// {@return how many there are}
    public long count() {
        return folds.messages() - folds.hiddenBefore(folds.count()) + extra[opened.length];
    }

    private boolean isOpened(Fold fold) {
        return Arrays.binarySearch(opened, fold.first()) >= 0;
    }

    private long extraBefore(long message) {
        int place = Arrays.binarySearch(opened, message);
        return extra[place < 0 ? -place - 1 : place];
    }

    /// {@return the row where a fold begins}
    private long start(long place) {
        long first = folds.fold(place).first();
        return first - folds.hiddenBefore(place) + extraBefore(first);
    }

    /// {@return the row that a message is in}
    public long rowOf(long message) {
        long place = folds.lastAt(message);
        if (place < 0) {
            return message;
        }
        Fold fold = folds.fold(place);
        long inside = message - fold.first();
        boolean folded = !isOpened(fold);
        if (folded && message >= fold.end()) {
            inside -= fold.hidden();
        } else if (folded) {
            inside %= fold.period();
        }
        return start(place) + inside;
    }

    /// {@return what is in a row}
    ///
    /// @param row 0 to [#count] - 1
    public Row row(long row) {
        long low = 0;
        long high = folds.count();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (start(middle) <= row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return new Row(row, -1, null, false);
        }
        long place = low - 1;
        Fold fold = folds.fold(place);
        boolean open = isOpened(fold);
        long inside = row - start(place);
        long rows = open ? fold.end() - fold.first() : fold.period();
        if (inside < rows) {
            return new Row(fold.first() + inside, place, fold, open);
        }
        return new Row(fold.end() + inside - rows, -1, null, false);
    }
}

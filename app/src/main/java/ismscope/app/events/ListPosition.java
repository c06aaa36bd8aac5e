package ismscope.app.events;

/// Where the event list stands: pure arithmetic on row numbers, which are as long as event numbers.
///
/// While it *sticks*, the last row stays in view as rows come. Scrolling up ends that, scrolling to
/// the end resumes it. Rows are numbered from 0; positions are in rows and may be fractions.
final class ListPosition {
    private long count;
    private double top;
    private double visible = 1;
    private boolean sticking = true;
    private long countWhenLeft;

    /// Says how many rows there are.
    void setCount(long rows) {
        count = rows;
        settle();
    }

    /// Says how many rows fit, with fractions.
    void setVisible(double rows) {
        visible = Math.max(1, rows);
        settle();
    }

    /// Moves by rows, up if negative.
    void scrollBy(double rows) {
        scrollTo(top + rows);
    }

    /// Moves so that this is the first row in view.
    void scrollTo(double newTop) {
        top = Math.clamp(newTop, 0, maxTop());
        setSticking(top >= maxTop());
    }

    /// Goes to the last row and stays there.
    void stick() {
        setSticking(true);
        settle();
    }

    /// Stops where it stands although rows come.
    void unstick() {
        setSticking(false);
    }

    /// Moves as little as needed to show a row in full; far away it comes to the middle.
    void reveal(long row) {
        double whole = Math.floor(visible);
        boolean near = row > top - whole && row < top + 2 * whole;
        if (row < top) {
            scrollTo(near ? row : row - whole / 2);
        } else if (row + 1 > top + visible) {
            scrollTo(near ? row + 1 - visible : row - whole / 2);
        }
    }

    /// {@return the first row in view, with the part of it that is out of view}
    double top() {
        return top;
    }

    /// {@return the first and last row in view; last is below first if there is none}
    long[] rowsInView() {
        return new long[] {
            (long) Math.floor(top), Math.min(count, (long) Math.ceil(top + visible)) - 1
        };
    }

    /// {@return rows that fit}
    double visible() {
        return visible;
    }

    /// {@return the largest [#top]}
    double maxTop() {
        return Math.max(0, count - visible);
    }

    /// {@return rows there are}
    long count() {
        return count;
    }

    /// {@return whether the last row stays in view}
    boolean sticking() {
        return sticking;
    }

    /// {@return rows that came since it stopped sticking}
    long newRows() {
        return sticking ? 0 : Math.max(0, count - countWhenLeft);
    }

    private void setSticking(boolean now) {
        if (sticking && !now) {
            countWhenLeft = count;
        }
        sticking = now;
    }

    private void settle() {
        top = sticking ? maxTop() : Math.clamp(top, 0, maxTop());
    }
}

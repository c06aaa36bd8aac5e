package ismscope.inspector.diff;

import ismscope.inspector.diff.SessionDiff.Kind;

/// The events of one device in two sessions, aligned as they come: events that say the same are
/// pairs; where they part, the nearest place is sought from where they go on alike.
///
/// So much is looked at around such a place that an inserted or missing run of [#WINDOW] events is
/// recognised; a longer one is taken for so many missing and so many added.
final class Lane {
    /// Events of each session that are compared where they part.
    static final int WINDOW = 256;

    /// Events that one session may be ahead before the other's are taken as all that there is.
    private static final int MOST_WAITING = 1 << 16;

    /// Pairs in a row that show that a place is the right one.
    private static final int SURE = 3;

    private final int device;
    private final Findings findings;
    private final Waiting first = new Waiting();
    private final Waiting second = new Waiting();

    Lane(int device, Findings findings) {
        this.device = device;
        this.findings = findings;
    }

    /// {@return events of the first session that have no partner yet}
    Waiting first() {
        return first;
    }

    /// {@return events of the second session that have no partner yet}
    Waiting second() {
        return second;
    }

    /// Aligns what can be aligned.
    void drain() {
        while (first.size() > 0 && second.size() > 0) {
            if (first.key(0) == second.key(0)) {
                pair();
            } else if (enough()) {
                resume();
            } else {
                return;
            }
        }
    }

    /// Aligns the rest: no more events come.
    void finish() {
        while (first.size() > 0 && second.size() > 0) {
            if (first.key(0) == second.key(0)) {
                pair();
            } else {
                resume();
            }
        }
        skip(first.size(), second.size());
    }

    private boolean enough() {
        return Math.min(first.size(), second.size()) >= WINDOW
                || Math.max(first.size(), second.size()) >= MOST_WAITING;
    }

    private void pair() {
        findings.alike();
        if (first.result(0) != second.result(0)) {
            findings.add(Kind.DIFFERENT, device, first.event(0), second.event(0));
        } else if (findings.isLate(first.nanos(0), second.nanos(0))) {
            findings.add(Kind.LATE, device, first.event(0), second.event(0));
        }
        first.drop(1);
        second.drop(1);
    }

    /// Finds the nearest place from where both go on alike, and goes there.
    private void resume() {
        int most = Math.min(first.size(), WINDOW) + Math.min(second.size(), WINDOW);
        for (int skipped = 1; skipped < most; skipped++) {
            for (int ofFirst = 0; ofFirst <= skipped; ofFirst++) {
                if (goesOnAlike(ofFirst, skipped - ofFirst)) {
                    skip(ofFirst, skipped - ofFirst);
                    return;
                }
            }
        }
        skip(half(first), half(second));
    }

    /// What lies at the window's end may yet find its partner behind it.
    private static int half(Waiting waiting) {
        return Math.min(waiting.size(), Math.max(1, WINDOW / 2));
    }

    private boolean goesOnAlike(int ofFirst, int ofSecond) {
        if (ofFirst >= Math.min(first.size(), WINDOW)
                || ofSecond >= Math.min(second.size(), WINDOW)) {
            return false;
        }
        int left = Math.min(first.size() - ofFirst, second.size() - ofSecond);
        for (int i = 0; i < Math.min(SURE, left); i++) {
            if (first.key(ofFirst + i) != second.key(ofSecond + i)) {
                return false;
            }
        }
        return true;
    }

    private void skip(int ofFirst, int ofSecond) {
        long firstAfter = first.size() > ofFirst ? first.event(ofFirst) : -1;
        for (int i = 0; i < ofFirst; i++) {
            long partner = second.size() > 0 ? second.event(0) : -1;
            findings.add(Kind.MISSING, device, first.event(i), partner);
        }
        for (int i = 0; i < ofSecond; i++) {
            long partner = ofFirst > 0 ? first.event(0) : firstAfter;
            findings.add(Kind.ADDED, device, partner, second.event(i));
        }
        first.drop(ofFirst);
        second.drop(ofSecond);
    }
}

package ismscope.device.transport;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What guests' threads want of the host's thread, in the order in which they wanted it.
///
/// The taker looks a while before it sleeps: the longer, the more often that was worth it. Threads:
/// any may post, one takes.
final class Inbox {
    /// Something to be done on the host's thread.
    interface Message {
        /// Does it.
        void run();

        /// {@return whether it must wait until the command in hand is done; if not, it belongs to
        /// what guests did before that command}
        boolean canWait();
    }

    /// Turns of the longest look: some tens of microseconds, about what a sleep and a wake-up cost.
    private static final int MOST_SPINS = 1024;

    private static final int LEAST_SPINS = 32;

    /// Turns, or messages, between two glances at what is not in the inbox: a system call each.
    private static final int GLANCE_EVERY = 16;

    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    private final Queue<Message> postponed = new ArrayDeque<>();
    private final AtomicLong posted = new AtomicLong();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private long polled;
    private int spins = MOST_SPINS;
    private int sinceGlance;
    private volatile @Nullable Rest rest;

    /// Says how the taker sleeps. By the taker, before it takes the first.
    void restWith(Rest newRest) {
        rest = newRest;
    }

    /// Puts a message in and wakes the taker if it sleeps.
    void post(Message message) {
        messages.add(message);
        posted.incrementAndGet();
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            Objects.requireNonNull(rest).wake();
        }
    }

    /// Waits for the next message.
    Message take() {
        Rest taking = Objects.requireNonNull(rest);
        Message next = postponed.poll();
        if (next == null) {
            next = look(taking);
        } else {
            glance(taking);
        }
        while (next == null) {
            next = sleep(taking);
            if (next == null) {
                // Woken by something else, whose next is often not far.
                next = look(taking);
            }
        }
        return next;
    }

    private boolean glance(Rest taking) {
        if (++sinceGlance < GLANCE_EVERY) {
            return false;
        }
        sinceGlance = 0;
        return taking.glance();
    }

    private @Nullable Message look(Rest taking) {
        for (int i = 0; i < spins; i++) {
            if (glance(taking)) {
                spins = Math.min(MOST_SPINS, spins * 2);
                i = 0;
            }
            Message next = next();
            if (next != null) {
                spins = Math.min(MOST_SPINS, spins * 2);
                return next;
            }
            Thread.onSpinWait();
        }
        spins = Math.max(LEAST_SPINS, spins / 2);
        return null;
    }

    private @Nullable Message sleep(Rest taking) {
        asleep.set(true);
        Message next = next();
        if (next != null) {
            asleep.set(false);
            return next;
        }
        taking.sleep();
        asleep.set(false);
        return next();
    }

    /// {@return the oldest message. What a glance serves may postpone one, so those come first here
    /// too: nobody would wake the taker for it again}
    private @Nullable Message next() {
        Message waiting = postponed.poll();
        return waiting != null ? waiting : poll();
    }

    private @Nullable Message poll() {
        Message next = messages.poll();
        if (next != null) {
            polled++;
        }
        return next;
    }

    /// Does what was posted before now and cannot wait; postpones the rest.
    void catchUp() {
        for (long left = posted.get() - polled; left > 0; left--) {
            Message next = poll();
            if (next == null) {
                return;
            }
            if (next.canWait()) {
                postponed.add(next);
            } else {
                next.run();
            }
        }
    }
}

package ismscope.device.os;

import java.io.IOException;

/// How far threads give way to the others of the process when there are fewer processors than work.
///
/// Java's own thread priorities do nothing on Linux unless the whole program is started as root.
/// Giving way needs no right; there is no way back for a thread that did. See `setpriority(2)`,
/// which on Linux concerns a single thread.
public final class Niceness {
    /// Does not give way.
    public static final int NONE = 0;

    /// Gives way more than any other.
    public static final int MOST = 19;

    private Niceness() {}

    /// {@return the same work, done by a thread that gives way}
    ///
    /// @param niceness [#NONE] to [#MOST]; each step costs a tenth of the thread's share
    /// @throws IllegalArgumentException if it is outside
    public static Runnable of(int niceness, Runnable work) {
        if (niceness < NONE || niceness > MOST) {
            throw new IllegalArgumentException("niceness=" + niceness);
        }
        return niceness == NONE
                ? work
                : () -> {
                    giveWay(niceness);
                    work.run();
                };
    }

    private static void giveWay(int niceness) {
        try {
            LinuxCalls.setThreadNiceness(niceness);
        } catch (IOException _) {
            // The work is done all the same, only less politely.
        }
    }
}

package ismscope.app.model;

/// What goes on in a session when it is played: which event is looked at, or how much is there.
///
/// Thread: FX.
sealed interface Drive permits CurrentEventDrive, ReplayDrive {
    /// {@return whether it goes on by itself}
    boolean isPlaying();

    /// Goes on by itself from where it is.
    void play();

    /// Stops where it is.
    void pause();

    /// Goes so many events ahead, or back where negative.
    void step(int events);

    /// Takes effect at once.
    ///
    /// @param multiple how many times faster than it happened
    void speed(double multiple);

    /// {@return how much of the session can be looked at, 0 to 1}
    default double revealed() {
        return 1;
    }

    /// Makes this much of the session known, and goes to its newest event.
    ///
    /// @param share 0 to 1
    default void reveal(double share) {
        // All of it is known.
    }

    /// Goes on to a violation that is not known yet.
    ///
    /// @return false if one is known further on, or nothing is unknown: then look there
    default boolean revealViolation() {
        return false;
    }
}

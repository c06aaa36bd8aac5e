package ismscope.device.scenario;

/// A story that built-in guests play on a host: each implementation is one small readable class.
///
/// Guarantee: with the same seed, guests and options a scenario does the same things in the same
/// order, tokens included. It runs on the host's owner thread, in lockstep with the device.
public interface Scenario {
    /// {@return the name on the command line: lower case, words joined by `-`}
    String name();

    /// {@return one line for people: what is to be seen}
    String summary();

    /// Plays until the story ends or the stage is stopped.
    ///
    /// @throws InterruptedException when the stage is stopped
    /// @throws Exception where the story itself goes wrong: a defect
    void play(Stage stage) throws Exception;
}

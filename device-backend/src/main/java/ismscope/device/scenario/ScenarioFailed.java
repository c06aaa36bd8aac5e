package ismscope.device.scenario;

/// A story did not go as it must: the device, the driver or the story itself has a defect.
public final class ScenarioFailed extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param text what was expected and what was found
    public ScenarioFailed(String text) {
        super(text);
    }

    /// @param text what was being done
    /// @param cause what went wrong
    public ScenarioFailed(String text, Throwable cause) {
        super(text, cause);
    }
}

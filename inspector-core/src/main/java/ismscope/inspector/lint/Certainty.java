package ismscope.inspector.lint;

/// How sure a finding is.
public enum Certainty {
    /// The events say exactly that.
    IS("is"),
    /// The events suggest it; what would decide it is not visible at the device boundary.
    POSSIBLE("possible");

    private final String word;

    Certainty(String word) {
        this.word = word;
    }

    /// {@return the word for people and exports}
    public String word() {
        return word;
    }
}

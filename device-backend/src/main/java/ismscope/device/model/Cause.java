package ismscope.device.model;

/// What a record belongs to.
///
/// @param flow number shared by everything that one command or doorbell caused, 0 for none
/// @param token the region it is about, 0 for none
record Cause(long flow, long token) {
    /// Belongs to nothing.
    static final Cause NONE = new Cause(0, 0);

    /// {@return the same flow, about another region}
    Cause about(long otherToken) {
        return otherToken == token ? this : new Cause(flow, otherToken);
    }
}

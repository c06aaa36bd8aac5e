package ismscope.app.graph;

/// Names a node of the graph, over all events of a session.
///
/// @param kind VM or region
/// @param id the device's ordinal or the region's token; of a group, that of its first member
record NodeKey(Kind kind, long id) {
    enum Kind {
        VM,
        REGION
    }

    /// {@return the key of a device}
    static NodeKey vm(int ordinal) {
        return new NodeKey(Kind.VM, ordinal);
    }

    /// {@return the key of a region}
    static NodeKey region(long token) {
        return new NodeKey(Kind.REGION, token);
    }

    /// {@return whether it names a VM}
    boolean isVm() {
        return kind == Kind.VM;
    }
}

package ismscope.app.graph;

/// How much of a node is drawn at a zoom: less the smaller it is, so that what is drawn is
/// readable.
enum Detail {
    /// A coloured block.
    TINY,
    /// Letter and name.
    COMPACT,
    /// All.
    FULL;

    private static final double FULL_FROM = 0.68;
    private static final double COMPACT_FROM = 0.3;

    /// {@return what can be read at this zoom}
    static Detail at(double zoom) {
        if (zoom >= FULL_FROM) {
            return FULL;
        }
        return zoom >= COMPACT_FROM ? COMPACT : TINY;
    }
}

package ismscope.app.graph;

/// How a node or link stands out from the others.
///
/// @param selected part of the shared selection
/// @param hovered under the mouse
/// @param found by the search
/// @param dimmed the search or the selection is about others
/// @param refusal 1 when a command of it was just refused, then falling to 0
/// @param violation 1 when it just broke a rule, then falling to 0
record Emphasis(
        boolean selected,
        boolean hovered,
        boolean found,
        boolean dimmed,
        double refusal,
        double violation) {
    static final Emphasis NONE = new Emphasis(false, false, false, false, 0, 0);
}

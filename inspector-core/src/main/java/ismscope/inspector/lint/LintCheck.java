package ismscope.inspector.lint;

import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;

/// Looks for cases of one rule, or of a family of rules that are found alike.
///
/// Thread: the one that owns the [Linter].
interface LintCheck {
    /// {@return the rules that it reports}
    List<LintRule> rules();

    /// {@return the kinds of events that it is shown}
    Set<TapKind> kinds();

    /// Looks at an event.
    ///
    /// @param scene what was known before this event
    void look(Event event, Scene scene, FindingSink sink);

    /// Forgets what it has concluded: records are missing before the next event.
    default void forget() {}
}

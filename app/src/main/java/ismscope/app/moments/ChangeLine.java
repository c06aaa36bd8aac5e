package ismscope.app.moments;

import ismscope.inspector.diff.StateDiff;
import ismscope.inspector.diff.StateDiff.Change;
import ismscope.inspector.diff.StateValue;
import ismscope.inspector.state.SessionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One difference as the list shows it.
///
/// @param path of the value, in names
/// @param before its value in the other moment, empty where it was not there
/// @param after its value after the current event, empty where it is not there
record ChangeLine(Change change, String path, String before, String after) {
    /// {@return the lines of a comparison, in its order}
    static List<ChangeLine> of(StateDiff diff) {
        // Names are known where more is known.
        boolean onwards = diff.before().event() <= diff.after().event();
        SessionState names = onwards ? diff.after() : diff.before();
        return diff.changes().stream()
                .map(change ->
                        new ChangeLine(
                                change,
                                change.leaf().path(names),
                                text(change.before()),
                                text(change.after())))
                .toList();
    }

    private static String text(@Nullable StateValue value) {
        return value == null ? "" : value.text();
    }
}

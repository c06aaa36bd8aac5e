package ismscope.inspector.export;

import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.lint.Findings;
import java.util.function.UnaryOperator;

/// What a report is made of, beside the events that are shown to it.
///
/// @param context of the events
/// @param origin who made the capture
/// @param findings of the whole session
/// @param words what a text of a finding becomes: redacted, or itself
record ReportScope(
        EventContext context,
        CaptureOrigin origin,
        Findings findings,
        UnaryOperator<String> words) {}

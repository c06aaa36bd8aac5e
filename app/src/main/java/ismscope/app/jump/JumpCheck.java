package ismscope.app.jump;

import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.util.Locale;
import java.util.regex.Pattern;

/// Says in a sentence what is wrong with a place that was typed.
///
/// @param session in which one would go there
/// @param current the event from which `+3us` counts
/// @param regions a state that knows the regions
record JumpCheck(SessionSnapshot session, long current, SessionState regions, Texts texts) {
    private static final Pattern NO_UNIT = Pattern.compile("[+-]?[0-9]*\\.?[0-9]+\\s*[a-z]*");

    /// {@return what is wrong, empty if one can go there}
    String fault(JumpTarget target) {
        long last = session.eventCount() - 1;
        return switch (target) {
            case JumpTarget.ToEvent(long event) ->
                    event <= last ? "" : texts.text("go_to.no_event", Numbers.grouped(last + 1));
            case JumpTarget.ByTime(long nanos, boolean relative) ->
                    time(relative ? sinceStart(Math.max(0, current)) + nanos : nanos);
            case JumpTarget.AtClock clock ->
                    time(clock.nanosOnDayOf(session.timeNanos(0)) - session.timeNanos(0));
            case JumpTarget.ToToken(String digits) ->
                    regions.regions().keySet().stream()
                                    .anyMatch(token ->
                                            ValueText.token(token).startsWith("0x" + digits))
                            ? ""
                            : texts.text("go_to.no_token", digits);
        };
    }

    private long sinceStart(long event) {
        return session.timeNanos(event) - session.timeNanos(0);
    }

    private String time(long nanos) {
        long end = sinceStart(session.eventCount() - 1);
        return nanos >= 0 && nanos <= end
                ? ""
                : texts.text("go_to.no_time", ValueText.duration(end));
    }

    /// {@return why what was typed is no place, and what it is taken to be}
    String misread(String typed) {
        String words = typed.strip().toLowerCase(Locale.ROOT);
        if (words.startsWith("@")) {
            return texts.text("go_to.wrong_clock");
        }
        if (words.startsWith("0x") || words.startsWith("token")) {
            return texts.text("go_to.wrong_token");
        }
        if (words.startsWith("#") || words.matches("0+")) {
            return texts.text("go_to.wrong_number");
        }
        return texts.text(NO_UNIT.matcher(words).matches() ? "go_to.wrong_time" : "go_to.wrong");
    }
}

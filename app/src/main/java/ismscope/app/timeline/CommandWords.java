package ismscope.app.timeline;

import ismscope.app.timeline.TrackPicture.TrackWords;
import ismscope.device.protocol.CommandCode;
import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.timeline.Lane;
import ismscope.inspector.timeline.TimelineView;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;

/// Writes commands into their bars where there is room for words.
///
/// @param view of the session
record CommandWords(TimelineView view, SessionSnapshot snapshot, TrackPainter painter) {
    /// Pixels that a word needs.
    private static final double ROOM = 40;

    /// Commands in a track beyond which no bar has room.
    private static final int MOST = 64;

    /// @param x of an event
    /// @param bounds of the pixels in view
    void draw(TrackWords row, long[] bounds, LongToDoubleFunction x) {
        if (row.commands() > MOST || painter.isCompact()) {
            return;
        }
        long[] range = {bounds[0], bounds[bounds.length - 1]};
        view.each(
                row.device(),
                Lane.COMMAND,
                range,
                1,
                request -> {
                    long reply = snapshot.counterpart(request);
                    if (reply >= range[0] && reply < view.events()) {
                        double from = x.applyAsDouble(request);
                        double to = x.applyAsDouble(reply);
                        if (to - from >= ROOM) {
                            painter.command(words(request), from, to, row.y());
                        }
                    }
                });
    }

    private String words(long request) {
        int command = EventDescriber.command(snapshot.event(request).record());
        CommandCode code = command < 0 ? null : CommandCode.fromWire(command);
        return code == null
                ? ""
                : code.name().replace("_REGION", "").replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}

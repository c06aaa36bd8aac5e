package ismscope.app.events;

import ismscope.app.colour.EventColours;
import ismscope.app.colour.Hue;
import ismscope.app.model.SessionModel;
import ismscope.app.theme.Palette;
import ismscope.inspector.session.SessionSnapshot;

/// How rows stand to what is selected, marked and proven, and which colours they were given.
///
/// Thread: FX.
final class RowStandings {
    private final SessionModel model;
    private final Palette palette;
    private final EventColours colours;

    RowStandings(SessionModel model, Palette palette, EventColours colours) {
        this.model = model;
        this.palette = palette;
        this.colours = colours;
    }

    /// {@return how a row stands}
    ///
    /// @param focused whether the list has the keyboard's focus
    /// @param hovered whether the mouse is over the row
    EventPainter.Standing of(EventRow row, boolean focused, boolean hovered) {
        long selected = model.selection().event();
        SessionSnapshot snapshot = model.snapshot();
        long flow = selected >= 0 && snapshot != null ? snapshot.flow(selected) : 0;
        Hue hue = colours.of(row.number());
        return new EventPainter.Standing(
                row.number() == selected,
                focused,
                flow != 0 && row.flow() == flow,
                hovered,
                model.marks().has(row.number()),
                model.proofStep(row.number()),
                hue == null
                        ? EventPainter.Tint.NONE
                        : new EventPainter.Tint(hue.soft(palette), hue.strong(palette)));
    }
}

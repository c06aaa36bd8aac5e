package ismscope.app.hex;

import ismscope.app.filter.Pointed;
import ismscope.app.model.SessionModel;
import ismscope.inspector.filter.FilterWords;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.Arrays;

/// The bytes of the region that are selected, as they are after the current event. Thread: FX.
final class SelectedBytes {
    private final SessionModel model;
    private final HexView view;

    SelectedBytes(SessionModel model, HexView view) {
        this.model = model;
        this.view = view;
    }

    /// {@return how many are selected, 0 without a region}
    long count() {
        return view.region() == null ? 0 : view.selectionEnd() - view.selectionStart();
    }

    /// {@return the first of them, none without a region}
    ///
    /// @param most that are read
    byte[] read(int most) {
        SessionSnapshot snapshot = model.snapshot();
        SessionState state = model.state();
        RegionState region = view.region();
        if (snapshot == null || state == null || region == null) {
            return new byte[0];
        }
        byte[] bytes = new byte[(int) Math.min(count(), most)];
        int read =
                snapshot.regionAt(region.token(), state.event())
                        .read(view.selectionStart(), bytes, new long[0]);
        return Arrays.copyOf(bytes, read);
    }

    /// {@return what they stand for, [Pointed#NOTHING] without a region}
    Pointed pointed() {
        RegionState region = view.region();
        byte[] bytes = read(CopyFormat.MOST_BYTES);
        if (region == null || bytes.length == 0) {
            return Pointed.NOTHING;
        }
        return new Pointed(
                "ism.content.bytes",
                CopyFormat.HEX.write(bytes),
                FilterWords.stored(region.token(), bytes));
    }
}

package ismscope.app.jump;

import ismscope.app.model.Notes.Kept;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Amounts;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where one could go, while it is typed: bookmarks and notes with the words in them, regions whose
/// tokens begin so, and as long as nothing is typed the ways to say a place.
///
/// Thread: FX.
final class GoToProposals {
    private static final int MOST_OF_A_KIND = 40;
    private static final String TOKEN = "token=";

    private final SessionModel model;
    private final Texts texts;

    /// A place.
    ///
    /// @param text that says it
    /// @param description what is there
    record Place(String text, String description) {}

    GoToProposals(SessionModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    /// {@return the places, kept ones first}
    ///
    /// @param regions a state that knows the regions
    List<Place> at(String typed, SessionState regions) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        List<Place> places = new ArrayList<>(kept(wanted));
        if (wanted.isEmpty()) {
            places.addAll(ways());
        }
        String digits = digits(wanted);
        regions.regions().values().stream()
                .filter(region -> ValueText.token(region.token()).substring(2).startsWith(digits))
                .limit(MOST_OF_A_KIND)
                .forEach(region -> places.add(place(region)));
        return places;
    }

    /// {@return what a token begins with, a word that none does if no token is typed}
    private static String digits(String wanted) {
        String token = wanted.startsWith(TOKEN) ? wanted.substring(TOKEN.length()) : wanted;
        if (token.startsWith("0x")) {
            return token.substring(2);
        }
        boolean begun = "0x".startsWith(token) || TOKEN.startsWith(wanted);
        return begun ? "" : "no token";
    }

    private Place place(RegionState region) {
        return new Place(
                TOKEN + ValueText.token(region.token()),
                texts.text(
                        region.alive() ? "go_to.region" : "go_to.region_freed",
                        Amounts.bytes(region.size())));
    }

    private List<Place> kept(String wanted) {
        return model.notes().all().stream()
                .filter(kept ->
                        words(kept).toLowerCase(Locale.ROOT).contains(wanted)
                                || Numbers.event(kept.event()).contains(wanted))
                .limit(MOST_OF_A_KIND)
                .map(kept -> new Place(Numbers.event(kept.event()), words(kept)))
                .toList();
    }

    private String words(Kept kept) {
        String name =
                kept.note().bookmarked() && kept.note().name().isEmpty()
                        ? texts.text("go_to.mark")
                        : kept.note().name();
        return (name + "  " + ValueText.oneLine(kept.note().text())).strip();
    }

    private List<Place> ways() {
        return List.of(
                new Place("#123", texts.text("go_to.way.number")),
                new Place("12.5ms", texts.text("go_to.way.time")),
                new Place("+3us", texts.text("go_to.way.later")),
                new Place("@14:03:22", texts.text("go_to.way.clock")));
    }
}

package ismscope.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.events.ColumnLayout.Place;
import ismscope.app.settings.WindowSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnLayoutTest {
    private static final double CHAR = 8;
    private static final double PADDING = 14;
    private final ColumnLayout layout = new ColumnLayout();

    @Test
    void givesWhatIsLeftToTheInfoColumn() {
        Place info = layout.places(2000, CHAR, PADDING).getLast();
        assertThat(info.column()).isEqualTo(EventColumn.INFO);
        assertThat(info.x() + info.width()).isEqualTo(2000);
    }

    @Test
    void keepsTheInfoColumnReadableInANarrowList() {
        Place info = layout.places(300, CHAR, PADDING).getLast();
        assertThat(info.width()).isGreaterThan(18 * CHAR);
    }

    @Test
    void columnsStandSideBySideWithoutTheHiddenOnes() {
        layout.setShown(EventColumn.TOKEN, false);
        layout.setShown(EventColumn.NUMBER, false);
        List<Place> places = layout.places(2000, CHAR, PADDING);
        assertThat(places)
                .extracting(Place::column)
                .doesNotContain(EventColumn.TOKEN)
                .contains(EventColumn.NUMBER);
        for (int i = 1; i < places.size(); i++) {
            Place before = places.get(i - 1);
            assertThat(places.get(i).x()).isEqualTo(before.x() + before.width());
        }
    }

    @Test
    void growsWithTheNumbersOfTheSessionAndNeverShrinks() {
        double usual = width(EventColumn.NUMBER, 2000);
        assertThat(layout.need(EventColumn.NUMBER, "1,196,123".length())).isTrue();
        assertThat(layout.need(EventColumn.NUMBER, "42".length())).isFalse();
        assertThat(width(EventColumn.NUMBER, 2000))
                .isGreaterThan(usual)
                .isEqualTo(9 * CHAR + PADDING);
        assertThat(width(EventColumn.NUMBER, 300)).isEqualTo(9 * CHAR + PADDING);
        layout.forgetNeeds();
        assertThat(width(EventColumn.NUMBER, 2000)).isEqualTo(usual);
    }

    @Test
    void aWideListShowsTokensInFullAndANarrowOneInShort() {
        layout.need(EventColumn.TOKEN, 18);
        assertThat(width(EventColumn.TOKEN, 2000)).isEqualTo(18 * CHAR + PADDING);
        assertThat(width(EventColumn.TOKEN, 1100)).isEqualTo(11 * CHAR + PADDING);
    }

    private double width(EventColumn column, double listWidth) {
        return layout.places(listWidth, CHAR, PADDING).stream()
                .filter(place -> place.column() == column)
                .mapToDouble(Place::width)
                .sum();
    }

    @Test
    void remembersWidthsAndHiddenColumns(@TempDir Path folder) throws IOException {
        layout.setChars(EventColumn.OPERATION, 33);
        layout.setShown(EventColumn.LATENCY, false);
        WindowSettings settings = new WindowSettings(folder);
        layout.save(settings);
        settings.save();
        ColumnLayout later = new ColumnLayout();
        later.load(new WindowSettings(folder));
        assertThat(later.chars(EventColumn.OPERATION)).isEqualTo(33);
        assertThat(later.isShown(EventColumn.LATENCY)).isFalse();
        assertThat(later.isShown(EventColumn.RESULT)).isTrue();
    }
}

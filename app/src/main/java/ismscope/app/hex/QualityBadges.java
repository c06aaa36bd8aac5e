package ismscope.app.hex;

import ismscope.app.text.Texts;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// How well the bytes of a region are known: exactly, page by page, now and then; and whether some
/// stores are missing. "Exact" is only said where nothing is missing. Thread: FX.
final class QualityBadges extends HBox {
    private static final List<String> QUALITIES =
            List.of("region.quality.exact", "region.quality.page", "region.quality.sampled");
    private static final List<PseudoClass> LOOKS =
            List.of(
                    PseudoClass.getPseudoClass("exact"),
                    PseudoClass.getPseudoClass("page"),
                    PseudoClass.getPseudoClass("sampled"));
    private static final double GAP = 4;

    private final Texts texts;
    private final Label quality;
    private final Label incomplete;

    QualityBadges(Texts texts) {
        super(GAP);
        this.texts = texts;
        quality = badge("region-quality");
        incomplete = badge("region-incomplete");
        incomplete.setText(texts.text("region.incomplete"));
        incomplete.setTooltip(new Tooltip(texts.text("region.incomplete.why")));
        incomplete.pseudoClassStateChanged(LOOKS.getLast(), true);
        getChildren().addAll(quality, incomplete);
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(USE_PREF_SIZE);
        showNothing();
    }

    private static Label badge(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("badge");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// There is no region.
    void showNothing() {
        show(quality, false);
        show(incomplete, false);
    }

    /// Shows how well these bytes are known.
    void show(RegionWindow window) {
        int grade = Math.clamp(window.quality(), 0, QUALITIES.size() - 1);
        quality.setText(texts.text(QUALITIES.get(grade)));
        for (int i = 0; i < LOOKS.size(); i++) {
            quality.pseudoClassStateChanged(LOOKS.get(i), i == grade);
        }
        show(quality, grade > 0 || !window.incomplete());
        show(incomplete, window.incomplete());
    }

    private static void show(Label badge, boolean shown) {
        badge.setVisible(shown);
        badge.setManaged(shown);
    }
}

package ismscope.app.field;

import static ismscope.app.shown.ShownPane.onFx;
import static ismscope.app.shown.ShownPane.runOnFx;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.shown.ShownPane;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.Test;

class SearchFieldTest {
    @Test
    void theCrossIsThereWithTextAndEmptiesTheField() {
        try (ShownPane<HBox> shown =
                ShownPane.show((_, _, texts) -> new HBox(new SearchField(texts)), 200, 60)) {
            SearchField field = (SearchField) shown.pane().getChildren().getFirst();
            Button cross =
                    (Button) Objects.requireNonNull(onFx(() -> field.lookup(".clear-field")));
            assertThat(onFx(cross::isVisible)).isFalse();
            runOnFx(() -> field.setText("vm1"));
            assertThat(onFx(cross::isVisible)).isTrue();
            shown.shoot("search-field.png");
            runOnFx(cross::fire);
            String text = onFx(field::getText);
            assertThat(text).isEmpty();
        }
    }
}

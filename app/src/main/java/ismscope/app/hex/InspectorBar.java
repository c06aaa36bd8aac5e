package ismscope.app.hex;

import ismscope.app.model.SessionModel;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.inspector.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Two lines below the bytes: where the caret is and who wrote that byte, and what the bytes there
/// are as numbers and text. Thread: FX.
final class InspectorBar extends VBox {
    private static final double LINE_GAP = 1;

    private final SessionModel model;
    private final Texts texts;
    private final Label place = new Label();
    private final Label written = new Label();
    private final Hyperlink writer = new Hyperlink();
    private final FlowPane readings = new FlowPane(14, LINE_GAP);
    private final List<Label> values = new ArrayList<>();
    private long writerEvent = -1;

    InspectorBar(SessionModel model, Texts texts) {
        super(LINE_GAP);
        this.model = model;
        this.texts = texts;
        setId("region-inspector");
        getStyleClass().add("region-inspector");
        place.setId("region-place");
        place.getStyleClass().add("region-place");
        writer.setId("region-writer");
        writer.setOnAction(_ -> {
            writer.setVisited(false);
            if (writerEvent >= 0) {
                model.goTo(writerEvent);
            }
        });
        writer.setMinWidth(USE_PREF_SIZE);
        HBox first = new HBox(6, place, written, writer);
        first.setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(first, readings);
        // What does not fit is cut: else the longest number would make the pane wider than its
        // frame.
        setMinWidth(0);
        readings.setMinWidth(0);
    }

    /// Shows or hides the numbers and text: in a low pane the bytes need the room.
    void showReadings(boolean shown) {
        readings.setVisible(shown);
        readings.setManaged(shown);
    }

    /// Shows what is at the caret.
    void show(RegionWindow window, DeviceMap map, long caret, long selected) {
        place.setText(where(map, caret, selected));
        boolean known = window.has(caret);
        writerEvent = known ? window.writer(caret) : -1;
        SessionSnapshot snapshot = model.snapshot();
        boolean link = snapshot != null && writerEvent >= 0 && writerEvent < snapshot.eventCount();
        writer.setVisible(link);
        if (snapshot != null && link) {
            written.setText(
                    texts.text(
                            "region.written", snapshot.deviceName(snapshot.device(writerEvent))));
            writer.setText(Numbers.event(writerEvent));
        } else {
            written.setText(known ? texts.text("region.never_written") : "");
        }
        int from = known ? (int) (caret - window.offset()) : 0;
        int end = known ? Math.min(window.bytes().length, from + Inspector.BYTES) : 0;
        read(Arrays.copyOfRange(window.bytes(), from, end));
    }

    private String where(DeviceMap map, long caret, long selected) {
        StringBuilder words = new StringBuilder("0x").append(Long.toHexString(caret));
        words.append("  ").append(texts.text("region.chunk", map.chunk(caret)));
        long device = map.deviceOffset(caret);
        if (device >= 0) {
            words.append("  ")
                    .append(texts.text("region.at", map.name(), Long.toHexString(device)));
        }
        if (selected > 1) {
            words.append("  ").append(texts.text("region.selected", selected));
        }
        return words.toString();
    }

    private void read(byte[] bytes) {
        List<Inspector.Reading> all = Inspector.read(bytes);
        while (values.size() < all.size()) {
            Label name = new Label(all.get(values.size()).label());
            name.getStyleClass().add("reading-name");
            Label value = new Label();
            value.getStyleClass().add("reading-value");
            values.add(value);
            HBox pair = new HBox(4, name, value);
            pair.setMinWidth(0);
            pair.setAlignment(Pos.BASELINE_LEFT);
            readings.getChildren().add(pair);
        }
        for (int i = 0; i < all.size(); i++) {
            values.get(i).setText(all.get(i).value());
        }
    }
}

package ismscope.app.events;

import ismscope.app.model.SessionModel;
import ismscope.app.settings.WindowSettings;
import ismscope.app.text.Texts;
import ismscope.inspector.event.Field;
import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// The rows of the list as they are written at present: which times they have. Thread: FX.
final class ListRows {
    private static final String SETTING = "events.time";

    private final SessionModel model;
    private final EventRowReader reader;
    private final ObjectProperty<TimeFormat> format =
            new SimpleObjectProperty<>(TimeFormat.SINCE_START);
    private final Supplier<List<FieldColumn>> fields;
    private long reference;

    /// @param fields that a person gave columns
    ListRows(SessionModel model, Texts texts, Supplier<List<FieldColumn>> fields) {
        this.model = model;
        this.fields = fields;
        reader = new EventRowReader(texts);
    }

    EventRowReader reader() {
        return reader;
    }

    /// {@return how times are written}
    ObjectProperty<TimeFormat> formatProperty() {
        return format;
    }

    /// Makes an event the zero of [TimeFormat#SINCE_REFERENCE].
    void setReference(long event) {
        reference = Math.max(0, event);
    }

    EventRow read(SessionSnapshot snapshot, long event) {
        EventRow row = reader.read(snapshot, event, format.get(), reference);
        List<FieldColumn> more = fields.get();
        if (more.isEmpty()) {
            return row;
        }
        List<Field> dissected = snapshot.dissect(event);
        return row.with(
                more.stream()
                        .collect(
                                Collectors.toMap(
                                        column -> column, column -> column.cell(dissected))));
    }

    /// {@return a row as tab-separated words, empty if there is no such event}
    ///
    /// @param columns that it has
    String text(long event, List<ListColumn> columns) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || event < 0 || event >= snapshot.eventCount()) {
            return "";
        }
        EventRow row = read(snapshot, event);
        return columns.stream().map(row::cell).collect(Collectors.joining("\t"));
    }

    void load(WindowSettings settings) {
        format.set(settings.choice(SETTING, TimeFormat.SINCE_START));
    }

    /// The reference is of this session, so the next run does not count from it.
    void save(WindowSettings settings) {
        TimeFormat now = format.get();
        settings.put(SETTING, now == TimeFormat.SINCE_REFERENCE ? TimeFormat.SINCE_START : now);
    }
}

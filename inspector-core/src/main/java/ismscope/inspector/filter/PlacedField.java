package ismscope.inspector.filter;

import ismscope.device.tap.TapKind;
import ismscope.inspector.event.IsmField;
import org.jspecify.annotations.Nullable;

/// A field and where it lies in records of each kind, for who reads it of millions of them: most
/// fields are numbers at one place, or cannot be there at all. Thread: any.
public final class PlacedField {
    private final IsmField field;
    private final int kinds;
    private final @Nullable RecordPlace[] places =
            new @Nullable RecordPlace[TapKind.values().length];

    /// @param field one of those that dissection shows
    public PlacedField(IsmField field) {
        this.field = field;
        kinds = FieldKinds.of(field);
        for (TapKind kind : TapKind.values()) {
            places[kind.code()] = RecordPlace.of(field, kind);
        }
    }

    /// {@return the field}
    public IsmField field() {
        return field;
    }

    /// {@return whether records of a kind can have it}
    public boolean canBeIn(TapKind kind) {
        return (kinds & 1 << kind.code()) != 0;
    }

    /// {@return whether [#read] gives it of records of a kind}
    public boolean isPlacedIn(TapKind kind) {
        return places[kind.code()] != null;
    }

    /// {@return its value, where [#isPlacedIn]}
    ///
    /// @param record whole, with its header
    public long read(TapKind kind, byte[] record) {
        RecordPlace place = places[kind.code()];
        if (place == null) {
            throw new IllegalArgumentException(field + " in " + kind);
        }
        return place.read(record);
    }
}

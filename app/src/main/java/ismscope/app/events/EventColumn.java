package ismscope.app.events;

import java.util.Locale;

/// Columns of the event list, in their usual order.
public enum EventColumn {
    NUMBER(9, true),
    TIME(16, true),
    DEVICE(9, false),
    OPERATION(21, false),
    TOKEN(13, false),
    LENGTH(9, true),
    RESULT(13, false),
    LATENCY(9, true),
    /// Takes the room that the others leave.
    INFO(40, false);

    private final int usualChars;
    private final boolean right;

    EventColumn(int usualChars, boolean right) {
        this.usualChars = usualChars;
        this.right = right;
    }

    /// {@return width in characters if the user did not say otherwise}
    public int usualChars() {
        return usualChars;
    }

    /// {@return whether its cells are aligned to the right}
    public boolean right() {
        return right;
    }

    /// {@return the key of its title in the bundle}
    public String textKey() {
        return "column." + name().toLowerCase(Locale.ROOT);
    }
}

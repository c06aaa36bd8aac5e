package ismscope.app.events;

import java.util.Locale;

/// Columns of the event list, in their usual order.
public enum EventColumn {
    NUMBER(7, true),
    TIME(13, true),
    DEVICE(7, false),
    OPERATION(16, false),
    TOKEN(11, false),
    LENGTH(6, true),
    RESULT(12, false),
    LATENCY(8, true),
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

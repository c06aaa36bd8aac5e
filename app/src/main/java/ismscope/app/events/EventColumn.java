package ismscope.app.events;

import java.util.Locale;

/// Columns of the event list, in their usual order.
public enum EventColumn {
    NUMBER(7, 26, true),
    TIME(13, 30, true),
    DEVICE(7, 18, false),
    OPERATION(16, 26, false),
    TOKEN(11, 18, false),
    LENGTH(6, 0, true),
    RESULT(12, 0, false),
    LATENCY(8, 0, true),
    /// Takes the room that the others leave.
    INFO(40, 0, false);

    private final int usualChars;
    private final int mostChars;
    private final boolean right;

    EventColumn(int usualChars, int mostChars, boolean right) {
        this.usualChars = usualChars;
        this.mostChars = mostChars;
        this.right = right;
    }

    /// {@return width in characters if the user did not say otherwise}
    public int usualChars() {
        return usualChars;
    }

    /// {@return width in characters up to which it grows with its texts; 0 if it does not}
    int mostChars() {
        return mostChars;
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

package ismscope.app.events;

import ismscope.app.text.Texts;
import java.util.Locale;

/// Columns of the event list, in their usual order.
public enum EventColumn implements ListColumn {
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

    @Override
    public int usualChars() {
        return usualChars;
    }

    @Override
    public int mostChars() {
        return mostChars;
    }

    @Override
    public boolean right() {
        return right;
    }

    @Override
    public String textKey() {
        return "column." + name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String title(Texts texts) {
        return texts.text(textKey());
    }

    @Override
    public String tip(Texts texts) {
        return texts.text(textKey() + ".tip");
    }
}

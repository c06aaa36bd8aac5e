package ismscope.app.window;

import ismscope.app.notice.Notice;
import ismscope.app.text.Texts;

/// What this program is and what it runs on.
final class AboutNotice {
    private AboutNotice() {}

    static Notice in(Texts texts) {
        boolean packaged = AboutNotice.class.getModule().getDescriptor() != null;
        String toolkit = packaged ? System.getProperty("javafx.runtime.version", "") : "";
        return new Notice(
                Notice.Level.DONE,
                texts.text("about"),
                texts.text("about.details", Runtime.version().toString(), toolkit));
    }
}

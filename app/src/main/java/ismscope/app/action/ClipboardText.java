package ismscope.app.action;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Words for the desktop's clipboard.
///
/// Thread: FX.
public final class ClipboardText {
    private ClipboardText() {}

    /// Puts words into the clipboard, in place of what is there.
    public static void put(String words) {
        ClipboardContent content = new ClipboardContent();
        content.putString(words);
        Clipboard.getSystemClipboard().setContent(content);
    }
}

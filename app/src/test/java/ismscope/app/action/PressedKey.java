package ismscope.app.action;

import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;

/// The press of a key as the toolkit reports it.
public final class PressedKey {
    private PressedKey() {}

    /// {@return the press of exactly these keys, where the shortcut key is Ctrl}
    public static KeyEvent of(KeyCombination combination) {
        KeyCodeCombination key = (KeyCodeCombination) combination;
        boolean shortcut = key.getShortcut() == ModifierValue.DOWN;
        return new KeyEvent(
                KeyEvent.KEY_PRESSED,
                "",
                "",
                key.getCode(),
                key.getShift() == ModifierValue.DOWN,
                shortcut || key.getControl() == ModifierValue.DOWN,
                key.getAlt() == ModifierValue.DOWN,
                key.getMeta() == ModifierValue.DOWN);
    }
}

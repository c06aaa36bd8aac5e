package ismscope.app.action;

import java.util.Locale;

/// The menus, in their order.
public enum MenuId {
    FILE,
    EDIT,
    VIEW,
    GO,
    MARKS,
    SESSION,
    HELP,
    /// For actions that are in no menu.
    NONE;

    /// {@return the key of its name in the bundle}
    public String textKey() {
        return "menu." + name().toLowerCase(Locale.ROOT);
    }
}

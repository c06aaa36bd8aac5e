package ismscope.app.fxml;

/// Every view that stands in an FXML file of its own; the file is the name in lower case.
public enum View {
    /// The window: menus, tool bar, strip, panes, status bar.
    MAIN_WINDOW,
    /// What the event list shows without a session.
    START_PAGE,
    /// What to export, as what, and how far it got.
    EXPORT_DIALOG,
    /// Where a running backend is.
    ATTACH_DIALOG,
    /// How a VM comes in, and its QEMU line.
    ATTACH_VM_DIALOG,
    /// All shortcuts.
    CHEAT_SHEET,
    /// Asks for a place to go to.
    GO_TO_BAR,
    /// Names a bookmark and notes a text.
    NOTE_BAR,
    /// Asks before notes are lost.
    UNSAVED_NOTES,
    /// One sentence that wants to be read, with details to unfold.
    NOTICE_BAR
}

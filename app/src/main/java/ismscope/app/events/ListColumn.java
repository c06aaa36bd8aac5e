package ismscope.app.events;

import ismscope.app.text.Texts;

/// A column of the event list: one of those that are always there, or a field.
sealed interface ListColumn permits EventColumn, FieldColumn {
    /// {@return what its width is kept under, and where its words are}
    String textKey();

    /// {@return width in characters if the user did not say otherwise}
    int usualChars();

    /// {@return width in characters up to which it grows with its texts; 0 if it does not}
    int mostChars();

    /// {@return whether its cells are aligned to the right}
    boolean right();

    /// {@return what stands over it}
    String title(Texts texts);

    /// {@return what it shows, in a sentence}
    String tip(Texts texts);
}

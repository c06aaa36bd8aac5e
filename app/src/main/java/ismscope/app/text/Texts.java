package ismscope.app.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words of the window by key. Patterns are those of [MessageFormat].
///
/// A key that is not in the bundle is a defect and throws; a test compares keys and uses both ways.
/// Thread: any.
public final class Texts {
    private static final String BUNDLE = "ismscope.app.i18n.messages";

    private final ResourceBundle bundle;

    /// Reads the bundle for this language.
    public Texts(Locale locale) {
        bundle = ResourceBundle.getBundle(BUNDLE, locale, Texts.class.getModule());
    }

    /// {@return the words for this key}
    ///
    /// @throws java.util.MissingResourceException if there are none
    public String text(String key) {
        return bundle.getString(key);
    }

    /// {@return the words for this key with the values put in; numbers come in groups of three}
    public String text(String key, Object... values) {
        Object[] written = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            written[i] =
                    values[i] instanceof Long || values[i] instanceof Integer
                            ? Numbers.grouped(((Number) values[i]).longValue())
                            : values[i];
        }
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(written);
    }

    /// {@return the bundle itself, for FXML}
    public ResourceBundle bundle() {
        return bundle;
    }
}

package ismscope.inspector.export;

import ismscope.inspector.event.ValueText;
import java.util.Arrays;
import java.util.Locale;

/// HTML that is also XML, being written: what comes from a capture is escaped on its way in.
final class ReportText {
    private final StringBuilder text = new StringBuilder(1 << 12);

    /// Adds markup as it is.
    ReportText add(String markup) {
        text.append(markup);
        return this;
    }

    /// Adds markup with values in it.
    ///
    /// @param markup with `%s` where values go
    /// @param values escaped as they are put in
    ReportText add(String markup, Object... values) {
        Object[] safe = Arrays.stream(values).map(value -> escaped(value.toString())).toArray();
        text.append(markup.formatted(safe));
        return this;
    }

    /// Adds what is markup already.
    ReportText add(ReportText other) {
        text.append(other.text);
        return this;
    }

    /// Adds a paragraph in small print.
    void note(boolean wanted, String words) {
        if (wanted) {
            add("<p class=\"small\">%s</p>\n", words);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /// {@return a number for people: `12,345`}
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// {@return the time of an event since the first one: `1.500101 s`}
    static String since(long nanos) {
        String seconds = TimeFormat.seconds(nanos);
        return seconds.substring(0, Math.max(0, seconds.length() - 3)) + " s";
    }

    /// {@return the text, cut where it is longer}
    static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /// {@return text that HTML and XML take as it is, control characters made visible}
    static String escaped(String text) {
        return ValueText.oneLine(text)
                .replaceAll("[\\p{Cs}\uFFFE\uFFFF]", "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

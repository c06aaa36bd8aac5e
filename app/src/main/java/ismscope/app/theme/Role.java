package ismscope.app.theme;

import java.util.Locale;

/// What a colour is for. Canvases ask [Palette#color]; style sheets use [#cssName].
public enum Role {
    /// Behind everything: gaps between panes, tool bars.
    BACKGROUND("#EEF1F5", "#14181F"),
    /// Behind content.
    PANE("#FFFFFF", "#1B212B"),
    /// Every second row, headers of panes.
    PANE_ALT("#F6F8FA", "#212936"),
    /// A card or chip on a pane.
    CARD("#FFFFFF", "#242D3B"),
    /// Lines between panes and around cards.
    LINE("#D0D7DE", "#364152"),
    /// Fine lines inside content.
    GRID("#E4E8ED", "#2A3342"),
    TEXT("#1B222C", "#E4E9F0"),
    /// Text of less weight, still readable.
    TEXT_MUTED("#57606E", "#A0ACBC"),
    /// Focus and things to click.
    ACCENT("#0B5FBF", "#6CB2FF"),
    /// Behind the selected row, node or byte; TEXT stands on it.
    SELECTION("#CFE4FF", "#23466F"),
    /// Behind what belongs to the selection: other rows of its flow, its region's edges.
    RELATED("#E9F2FD", "#1E3047"),
    HOVER("#F0F3F7", "#283242"),
    /// The LIVE chip.
    LIVE("#C21F32", "#FF7B86"),
    /// Looking at the past, in words.
    PAST("#8F5A00", "#F2B544"),
    /// Looking at the past: borders and the handle of the strip.
    PAST_EDGE("#E39A1C", "#F2B544"),
    OK("#1A7037", "#63CF85"),
    /// Severities, in Wireshark's colours of them.
    CHAT("#0B5FBF", "#6CB2FF"),
    NOTE("#0A6B72", "#54CBD3"),
    WARN("#8F5A00", "#F2B544"),
    ERROR("#B3202F", "#FF8189"),
    /// Hatching of lost records.
    GAP("#57606E", "#A0ACBC"),
    /// An edge that may read only.
    EDGE_READ("#3F7CC4", "#7DB3F0"),
    /// An edge that may read and write.
    EDGE_WRITE("#1E7B45", "#66CC8A"),
    /// An edge that may also manage.
    EDGE_MANAGE("#7A3FA8", "#C79AF0"),
    /// What is no longer there.
    GHOST("#8A94A3", "#717D8E"),
    /// A notification on its way.
    PULSE("#C24E00", "#FF9F5A"),
    /// From a doorbell to what it brought, while another flow is the current one.
    FLOW("#E3B08A", "#7D573B"),
    /// Buffers that an eventq has left.
    BUFFERS("#B5DCC4", "#2C5B41"),
    /// A byte just written; fades to the pane's colour.
    HEAT("#FFC46B", "#A8621A"),
    /// What a person marked: flags in the list and the strip; PANE stands on it.
    MARK("#6A3D9A", "#C8A6F5"),
    /// Behind words that a search found; every ink of a row stands on it.
    FOUND("#FFF1B8", "#3D3414");

    private final String light;
    private final String dark;

    Role(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /// {@return the name as a looked-up colour: `-ism-text-muted`}
    public String cssName() {
        return "-ism-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// {@return the colour as `#RRGGBB`}
    public String web(Theme theme) {
        return theme == Theme.DARK ? dark : light;
    }
}

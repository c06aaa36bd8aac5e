package ismscope.app.attach;

import ismscope.app.settings.WindowSettings;
import java.util.ArrayList;
import java.util.List;

/// Backends that were joined, the newest first. Thread: FX.
public final class RecentBackends {
    private static final String NAME = "attach.recent";
    private static final String BETWEEN = "\t";
    private static final int MOST = 8;

    private final WindowSettings settings;

    /// @param settings where they last
    public RecentBackends(WindowSettings settings) {
        this.settings = settings;
    }

    /// {@return their addresses}
    public List<String> all() {
        return settings.words(NAME).filter(words -> !words.isEmpty()).stream()
                .flatMap(words -> List.of(words.split(BETWEEN, -1)).stream())
                .limit(MOST)
                .toList();
    }

    /// Puts one first.
    void add(String address) {
        List<String> now = new ArrayList<>(all());
        now.remove(address);
        now.addFirst(address);
        settings.put(NAME, String.join(BETWEEN, now.subList(0, Math.min(MOST, now.size()))));
    }
}

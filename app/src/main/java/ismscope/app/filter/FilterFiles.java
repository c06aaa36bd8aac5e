package ismscope.app.filter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Filters that last beyond one run, in two text files that a person can read and mend: `dfilters`
/// has a name in quotes and a filter on each line, as Wireshark's file of that name, and
/// `recent_filters` has a filter on each line, the newest first. What cannot be read counts as not
/// there.
///
/// Thread: FX.
public final class FilterFiles {
    /// Recent filters kept.
    static final int MOST = 20;

    private static final Pattern NAMED = Pattern.compile("\\s*\"([^\"]+)\"\\s+(\\S.*)");

    private final Path recent;
    private final Path named;

    /// @param folder where settings are kept
    public FilterFiles(Path folder) {
        recent = folder.resolve("recent_filters");
        named = folder.resolve("dfilters");
    }

    /// {@return recent filters, the newest first}
    List<String> recent() {
        return lines(recent).stream().filter(line -> !line.isBlank()).limit(MOST).toList();
    }

    /// Puts a filter first among the recent.
    ///
    /// @throws IOException if it cannot be kept
    void used(String filter) throws IOException {
        List<String> now = new ArrayList<>(recent());
        now.remove(filter);
        now.addFirst(filter);
        write(recent, now.subList(0, Math.min(MOST, now.size())));
    }

    /// {@return filters by name}
    Map<String, String> named() {
        Map<String, String> filters = new LinkedHashMap<>();
        for (String line : lines(named)) {
            Matcher matcher = NAMED.matcher(line);
            if (matcher.matches()) {
                filters.put(matcher.group(1), matcher.group(2));
            }
        }
        return filters;
    }

    /// Gives a filter a name, instead of the one that had it.
    ///
    /// @throws IOException if it cannot be kept
    void name(String name, String filter) throws IOException {
        Map<String, String> now = named();
        now.put(name.replace('"', '\''), filter);
        write(
                named,
                now.entrySet().stream()
                        .map(entry -> "\"%s\" %s".formatted(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
}

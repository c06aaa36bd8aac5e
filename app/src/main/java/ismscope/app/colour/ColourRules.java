package ismscope.app.colour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The rules, the first that fits counts: kept in the file `colorfilters` of the settings, which a
/// person can read and mend, and Wireshark can read. What cannot be read counts as not there, and
/// lines that are no rules stay where they are.
///
/// Thread: FX.
public final class ColourRules {
    private final Path file;
    private final Consumer<String> trouble;
    private final List<String> lines = new ArrayList<>();
    private final ReadOnlyObjectWrapper<List<ColourRule>> rules =
            new ReadOnlyObjectWrapper<>(List.of());

    /// Reads the file if there is one.
    ///
    /// @param folder where settings are kept
    /// @param trouble is told why they cannot be kept
    public ColourRules(Path folder, Consumer<String> trouble) {
        file = folder.resolve("colorfilters");
        this.trouble = trouble;
        try {
            lines.addAll(Files.isReadable(file) ? Files.readAllLines(file) : List.of());
        } catch (IOException e) {
            lines.clear();
        }
        read();
    }

    /// {@return the rules}
    ReadOnlyObjectProperty<List<ColourRule>> rulesProperty() {
        return rules.getReadOnlyProperty();
    }

    /// Gives events of a filter a colour, before all other rules.
    ///
    /// @param filter on one line
    public void colour(String filter, Hue hue) {
        ColourRule rule = new ColourRule(hue, filter.strip());
        drop(rule.filter());
        lines.addFirst(rule.line());
        keep();
    }

    /// Takes the colour of a filter away.
    public void uncolour(String filter) {
        drop(filter.strip());
        keep();
    }

    /// Takes all colours away.
    public void clear() {
        lines.removeIf(line -> ColourRule.of(line).isPresent());
        keep();
    }

    private void drop(String filter) {
        lines.removeIf(line ->
                ColourRule.of(line).filter(rule -> rule.filter().equals(filter)).isPresent());
    }

    private void read() {
        rules.set(lines.stream().flatMap(line -> ColourRule.of(line).stream()).toList());
    }

    private void keep() {
        read();
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            trouble.accept(String.valueOf(e.getMessage()));
        }
    }
}

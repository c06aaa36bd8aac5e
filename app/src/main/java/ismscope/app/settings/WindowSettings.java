package ismscope.app.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/// Sizes, dividers, theme and formats that last beyond one run: a properties file that a person can
/// read and mend. What cannot be read counts as not said.
///
/// Thread: FX.
public final class WindowSettings {
    /// System property that names the folder of the file, instead of the desktop's usual one.
    public static final String FOLDER_PROPERTY = "ismscope.settings";

    private static final String FILE_NAME = "window.properties";

    private final Path folder;
    private final Path file;
    private final Properties values = new Properties();

    /// Reads the file if there is one.
    public WindowSettings(Path folder) {
        this.folder = folder;
        file = folder.resolve(FILE_NAME);
        if (Files.isReadable(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                values.load(in);
            } catch (IOException | IllegalArgumentException e) {
                values.clear();
            }
        }
    }

    /// {@return the folder where a desktop keeps settings: `$XDG_CONFIG_HOME/ismscope`}
    public static Path usualFolder() {
        String said = System.getProperty(FOLDER_PROPERTY);
        if (said != null) {
            return Path.of(said);
        }
        String config = System.getenv("XDG_CONFIG_HOME");
        Path base =
                config != null && !config.isBlank()
                        ? Path.of(config)
                        : Path.of(System.getProperty("user.home"), ".config");
        return base.resolve("ismscope");
    }

    /// {@return the folder of the file}
    public Path folder() {
        return folder;
    }

    /// {@return the number kept under this name, or `usual`}
    public double number(String name, double usual) {
        try {
            return Double.parseDouble(values.getProperty(name, Double.toString(usual)));
        } catch (NumberFormatException e) {
            return usual;
        }
    }

    /// {@return the words kept under this name}
    public Optional<String> words(String name) {
        return Optional.ofNullable(values.getProperty(name));
    }

    /// {@return the constant kept under this name, or `usual`}
    public <E extends Enum<E>> E choice(String name, E usual) {
        String said = values.getProperty(name, usual.name());
        for (E constant : usual.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equals(said)) {
                return constant;
            }
        }
        return usual;
    }

    /// Keeps a value until [#save].
    public void put(String name, Object value) {
        values.setProperty(name, value.toString());
    }

    /// Writes the file: whole or not at all.
    ///
    /// @throws IOException if it cannot be written
    public void save() throws IOException {
        StringWriter text = new StringWriter();
        for (String name : new TreeSet<>(values.stringPropertyNames())) {
            Properties one = new Properties();
            one.setProperty(name, values.getProperty(name));
            StringWriter line = new StringWriter();
            one.store(line, null);
            text.write(
                    line.toString().lines().filter(s -> !s.startsWith("#")).findFirst().orElse(""));
            text.write('\n');
        }
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(FILE_NAME + ".new");
        try (Writer out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
            out.write(text.toString());
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
}

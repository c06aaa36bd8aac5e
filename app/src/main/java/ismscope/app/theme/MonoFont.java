package ismscope.app.theme;

import java.util.List;
import java.util.Set;
import javafx.scene.text.Font;

/// Finds the fixed-width font that this machine has.
final class MonoFont {
    private static final List<String> WANTED =
            List.of(
                    "JetBrains Mono",
                    "Cascadia Mono",
                    "DejaVu Sans Mono",
                    "Liberation Mono",
                    "Menlo",
                    "Consolas",
                    "Courier New");
    private static final String FAMILY = find();

    private MonoFont() {}

    static Font of(double size) {
        return Font.font(FAMILY, size);
    }

    private static String find() {
        Set<String> present = Set.copyOf(Font.getFamilies());
        return WANTED.stream().filter(present::contains).findFirst().orElse("Monospaced");
    }
}

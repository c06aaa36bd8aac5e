package ismscope.app.icons;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A picture of our own: a square grid and the paths on it.
///
/// Reads the subset of SVG that the project's own files use: one `<svg viewBox="0 0 n n">` with
/// `<path>` elements and their attributes `d`, `fill`, `stroke`, `stroke-width`. Presentation
/// attributes of the `<svg>` element are inherited. Anything else in a file is not drawn.
///
/// @param grid side of the viewBox
/// @param shapes in drawing order
record SvgFile(double grid, List<Shape> shapes) {
    private static final Pattern ELEMENT = Pattern.compile("<(svg|path)\\s([^>]*?)/?>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z-]+)=\"([^\"]*)\"");
    private static final String NONE = "none";

    SvgFile {
        shapes = List.copyOf(shapes);
    }

    /// One path.
    ///
    /// @param data the path data
    /// @param fill colour, `currentColor`, or `none`
    /// @param stroke colour, `currentColor`, or `none`
    /// @param strokeWidth in grid units
    record Shape(String data, String fill, String stroke, double strokeWidth) {
        /// {@return whether its inside is painted}
        boolean filled() {
            return !fill.equals(NONE);
        }

        /// {@return whether its line is painted}
        boolean stroked() {
            return !stroke.equals(NONE);
        }
    }

    /// Reads a file that is packaged beside this class.
    static SvgFile packaged(String name) {
        try (InputStream in = SvgFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("picture is not packaged: name=" + name);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("picture cannot be read: name=" + name, e);
        }
    }

    /// Reads the text of a file.
    static SvgFile parse(String text) {
        double grid = 0;
        Map<String, String> inherited = Map.of();
        List<Shape> shapes = new ArrayList<>();
        Matcher elements = ELEMENT.matcher(text);
        while (elements.find()) {
            Map<String, String> attributes = new HashMap<>(inherited);
            Matcher pairs = ATTRIBUTE.matcher(elements.group(2));
            while (pairs.find()) {
                attributes.put(pairs.group(1), pairs.group(2));
            }
            if (elements.group(1).equals("svg")) {
                inherited = attributes;
                String[] box = attributes.getOrDefault("viewBox", "").split(" ", -1);
                grid = box.length == 4 ? Double.parseDouble(box[2]) : 0;
            } else {
                shapes.add(
                        new Shape(
                                attributes.getOrDefault("d", ""),
                                attributes.getOrDefault("fill", NONE),
                                attributes.getOrDefault("stroke", NONE),
                                Double.parseDouble(attributes.getOrDefault("stroke-width", "1"))));
            }
        }
        if (grid <= 0 || shapes.isEmpty()) {
            throw new IllegalArgumentException("not one of our pictures: no viewBox or no path");
        }
        return new SvgFile(grid, shapes);
    }
}

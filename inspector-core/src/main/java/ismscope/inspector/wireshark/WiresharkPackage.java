package ismscope.inspector.wireshark;

import static java.nio.charset.StandardCharsets.UTF_8;

import ismscope.inspector.wireshark.WiresharkFile.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// The files that make up the package.
public final class WiresharkPackage {
    /// By what a file of ours is known.
    public static final String MARK = "Written by \"ismscope wireshark\"";

    private static final String TABLES = "--@TABLES@\n";
    private static final String LAUNCHER = "@LAUNCHER@";

    private WiresharkPackage() {}

    /// {@return all of it}
    ///
    /// @param launcher what starts this program: a path or a name on `PATH`
    public static List<WiresharkFile> files(String launcher) {
        return List.of(
                new WiresharkFile(Place.PLUGINS, "ismscope.lua", dissector()),
                new WiresharkFile(Place.EXTCAP, "ismscope-extcap", extcap(launcher)),
                new WiresharkFile(Place.PROFILE, "colorfilters", ColourRules.text()),
                new WiresharkFile(Place.PROFILE, "preferences", resource("preferences")),
                new WiresharkFile(Place.PROFILE, "dfilters", resource("dfilters")));
    }

    /// {@return the dissector, Lua for Wireshark's plugin folder}
    public static String dissector() {
        return resource("ismscope.lua").replace(TABLES, LuaTables.text());
    }

    /// {@return the script that lets Wireshark capture from running backends}
    private static String extcap(String launcher) {
        return resource("ismscope-extcap").replace(LAUNCHER, launcher.replace("'", "'\\''"));
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(WiresharkPackage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

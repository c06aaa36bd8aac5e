package ismscope.app.timeline;

import ismscope.app.theme.DeviceStyle;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.paint.Color;

/// The colours of one theme, for the thread that makes pictures of the tracks.
///
/// Thread: made and [#style] on FX, which names each device before a picture of it is asked for;
/// the rest on any.
final class TrackColors {
    private final Palette palette;
    private final Map<Role, Integer> roles = new EnumMap<>(Role.class);
    private final Map<Integer, DeviceStyle> styles = new ConcurrentHashMap<>();

    TrackColors(Palette palette) {
        this.palette = palette;
        for (Role role : Role.values()) {
            roles.put(role, argb(palette.color(role)));
        }
    }

    /// {@return how a device is told from others}
    DeviceStyle style(int device) {
        return styles.computeIfAbsent(device, palette::device);
    }

    int of(Role role) {
        return Objects.requireNonNull(roles.get(role));
    }

    int device(int device) {
        return argb(named(device).color());
    }

    int soft(int device) {
        return argb(named(device).soft());
    }

    private DeviceStyle named(int device) {
        return Objects.requireNonNull(styles.get(device), "device was not named");
    }

    private static int argb(Color color) {
        return 0xFF00_0000
                | channel(color.getRed()) << 16
                | channel(color.getGreen()) << 8
                | channel(color.getBlue());
    }

    private static int channel(double share) {
        return (int) Math.round(share * 255);
    }
}

package ismscope.app.colour;

import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.paint.Color;

/// The colours that events can be given, as a name in the file and as Wireshark would paint it.
public enum Hue {
    BLUE(1, 0xCFE4FF),
    ORANGE(2, 0xFFDCC2),
    GREEN(3, 0xC8EEDD),
    PURPLE(4, 0xF4D3EA),
    YELLOW(5, 0xF5E9B5),
    SKY(6, 0xC9EDF5),
    RED(7, 0xFFD3D9),
    INDIGO(8, 0xDBDAF8);

    private static final double SHARE = 0.15;

    private final int device;
    private final int light;

    /// @param device whose colour it is
    Hue(int device, int light) {
        this.device = device;
        this.light = light;
    }

    /// {@return the hue of this name, in capital or small letters}
    static Optional<Hue> named(String name) {
        for (Hue hue : values()) {
            if (hue.word().equals(name.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(hue);
            }
        }
        return Optional.empty();
    }

    /// {@return the hue that is nearest to a colour of Wireshark}
    ///
    /// @param rgb `0xRRGGBB`
    static Hue nearest(int rgb) {
        double wanted = Color.rgb(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff).getHue();
        Hue best = BLUE;
        double least = Double.MAX_VALUE;
        for (Hue hue : values()) {
            int own = hue.light;
            double angle = Color.rgb(own >> 16, own >> 8 & 0xff, own & 0xff).getHue();
            double apart = Math.abs(angle - wanted);
            double around = Math.min(apart, 360 - apart);
            if (around < least) {
                least = around;
                best = hue;
            }
        }
        return best;
    }

    /// {@return its name in the file}
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return what Wireshark paints behind a row: `0xRRGGBB`}
    int wireshark() {
        return light;
    }

    /// {@return the colour itself in the current theme, for marks}
    public Color strong(Palette palette) {
        return palette.device(device).color();
    }

    /// {@return what is painted behind a row; its inks stand on it}
    public Color soft(Palette palette) {
        return Palette.mix(palette.color(Role.PANE), strong(palette), SHARE);
    }
}

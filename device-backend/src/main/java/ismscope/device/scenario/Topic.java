package ismscope.device.scenario;

import java.util.Locale;
import java.util.random.RandomGenerator;

/// What VMs of the tour talk about in a region: gives each region a face that is told from the
/// others when its bytes are looked at.
enum Topic {
    ORDERS("orders", 1) {
        @Override
        String line(int number, RandomGenerator random) {
            return String.format(
                    Locale.ROOT,
                    "order %05d: %d x %s",
                    10_000 + number,
                    random.nextInt(1, 9),
                    pick(random, "espresso", "flat white", "green tea", "croissant", "bagel"));
        }
    },
    SENSORS("sensors", 1) {
        @Override
        String line(int number, RandomGenerator random) {
            return String.format(
                    Locale.ROOT,
                    "#%04d temp=%d.%d C hum=%d %% co2=%d ppm",
                    number,
                    random.nextInt(18, 26),
                    random.nextInt(10),
                    random.nextInt(35, 60),
                    random.nextInt(400, 900));
        }
    },
    QUOTES("quotes", 2) {
        @Override
        String line(int number, RandomGenerator random) {
            return String.format(
                    Locale.ROOT,
                    "%s bid %d.%02d ask %d.%02d seq %d",
                    pick(random, "ACME", "GLOB", "INIT", "UMBR"),
                    random.nextInt(90, 99),
                    random.nextInt(100),
                    random.nextInt(99, 108),
                    random.nextInt(100),
                    number);
        }
    },
    FRAMES("frames", 16) {
        @Override
        String line(int number, RandomGenerator random) {
            return String.format(
                    Locale.ROOT,
                    "frame %d 640x360 %s qp=%d",
                    number,
                    pick(random, "I", "P", "P", "B"),
                    random.nextInt(18, 40));
        }
    },
    LOGS("logs", 4) {
        @Override
        String line(int number, RandomGenerator random) {
            return String.format(
                    Locale.ROOT,
                    "%s %s took %d ms, request %d",
                    pick(random, "INFO ", "INFO ", "WARN ", "ERROR"),
                    pick(random, "GET /cart", "GET /item/7", "POST /pay", "PUT /user/3"),
                    random.nextInt(1, 400),
                    number);
        }
    },
    CHAT("chat", 1) {
        @Override
        String line(int number, RandomGenerator random) {
            return String.format(
                    Locale.ROOT,
                    "%d> %s %s",
                    number,
                    pick(random, "did you see", "please check", "thanks for", "I pushed"),
                    pick(random, "the build", "the new region", "my last message", "the graph"));
        }
    };

    private final String title;
    private final int chunks;

    Topic(String title, int chunks) {
        this.title = title;
        this.chunks = chunks;
    }

    /// {@return what the region is called in its header}
    String title() {
        return title;
    }

    /// {@return chunks that a region of it has}
    int chunks() {
        return chunks;
    }

    /// {@return a message, at most 63 characters of ASCII}
    abstract String line(int number, RandomGenerator random);

    private static String pick(RandomGenerator random, String... words) {
        return words[random.nextInt(words.length)];
    }
}

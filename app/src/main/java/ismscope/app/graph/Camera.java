package ismscope.app.graph;

/// Where the view looks: maps the graph's coordinates to the screen's and glides to a new place.
///
/// It fits the graph into the view by itself until the user pans or zooms, and again from
/// [#fitAgain] on. Screen = graph * zoom + offset. Thread: FX, though it needs no toolkit.
final class Camera {
    static final double LARGEST = 4;
    static final double SMALLEST = 0.02;
    private static final double LARGEST_FIT = 1.15;
    private static final double GLIDE_SECONDS = 0.11;
    private static final double ARRIVED = 0.3;

    private double zoom = 1;
    private double offsetX;
    private double offsetY;
    private double targetZoom = 1;
    private double targetX;
    private double targetY;
    private boolean fitting = true;
    private boolean placed;

    double zoom() {
        return zoom;
    }

    /// {@return whether it follows the graph's bounds by itself}
    boolean fitting() {
        return fitting;
    }

    /// Follows the graph's bounds by itself from now on.
    void fitAgain() {
        fitting = true;
    }

    /// Aims at a box so that it fills the view; does nothing while the user has the helm. The first
    /// time it is there at once.
    ///
    /// @param world what to see, not empty
    /// @param view where on the screen
    /// @param scale zoom at which text has its normal size; a small graph is not blown up beyond it
    void fit(Box world, Box view, double scale) {
        if (!fitting || view.width() <= 0 || view.height() <= 0) {
            return;
        }
        double wanted = Math.min(view.width() / world.width(), view.height() / world.height());
        targetZoom = Math.clamp(wanted, SMALLEST, LARGEST_FIT * scale);
        targetX = view.centerX() - world.centerX() * targetZoom;
        targetY = view.centerY() - world.centerY() * targetZoom;
        if (!placed) {
            placed = true;
            arrive();
        }
    }

    /// Moves the picture by pixels.
    void pan(double dx, double dy) {
        takeOver();
        targetX += dx;
        targetY += dy;
        arrive();
    }

    /// Zooms so that the point under the mouse stays there.
    void zoomAt(double screenX, double screenY, double factor) {
        takeOver();
        double next = Math.clamp(targetZoom * factor, SMALLEST, LARGEST);
        double real = next / targetZoom;
        targetX = screenX - (screenX - targetX) * real;
        targetY = screenY - (screenY - targetY) * real;
        targetZoom = next;
    }

    /// Moves just so far that a box is in view.
    void reveal(Box world, Box view) {
        Box there =
                new Box(
                        world.x() * targetZoom + targetX,
                        world.y() * targetZoom + targetY,
                        world.width() * targetZoom,
                        world.height() * targetZoom);
        double dx = shift(there.x(), there.right(), view.x(), view.right());
        double dy = shift(there.y(), there.bottom(), view.y(), view.bottom());
        if (dx != 0 || dy != 0) {
            takeOver();
            targetX += dx;
            targetY += dy;
        }
    }

    /// Glides on.
    ///
    /// @return whether it is still on its way
    boolean tick(double seconds) {
        if (atTarget()) {
            arrive();
            return false;
        }
        double share = 1 - Math.exp(-seconds / GLIDE_SECONDS);
        zoom += (targetZoom - zoom) * share;
        offsetX += (targetX - offsetX) * share;
        offsetY += (targetY - offsetY) * share;
        return true;
    }

    /// {@return where a box of the graph is on the screen}
    Box toScreen(Box world) {
        return new Box(
                world.x() * zoom + offsetX,
                world.y() * zoom + offsetY,
                world.width() * zoom,
                world.height() * zoom);
    }

    private static double shift(double low, double high, double viewLow, double viewHigh) {
        if (low < viewLow) {
            return viewLow - low;
        }
        return high > viewHigh ? Math.max(viewHigh - high, viewLow - low) : 0;
    }

    private void takeOver() {
        fitting = false;
        placed = true;
    }

    private void arrive() {
        zoom = targetZoom;
        offsetX = targetX;
        offsetY = targetY;
    }

    private boolean atTarget() {
        return Math.abs(zoom - targetZoom) < targetZoom * 0.001
                && Math.abs(offsetX - targetX) < ARRIVED
                && Math.abs(offsetY - targetY) < ARRIVED;
    }
}

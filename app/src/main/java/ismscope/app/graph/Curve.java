package ismscope.app.graph;

/// The line of a link on the screen: a cubic Bézier curve that leaves both ends level.
///
/// @param x0 start, at the VM
/// @param x1 end, at the region
record Curve(double x0, double y0, double x1, double y1) {
    private static final int STEPS = 20;

    /// {@return the curve from a VM's card to a region's block, side to side}
    ///
    /// @param lane 0 for the first link between the two; others run beside it
    /// @param spacing pixels between lanes
    static Curve between(Box vm, Box region, int lane, double spacing) {
        boolean fromLeft = vm.centerX() <= region.centerX();
        int step = (lane + 1) / 2;
        double shift = step * (lane % 2 == 0 ? spacing : -spacing);
        return new Curve(
                fromLeft ? vm.right() : vm.x(),
                vm.centerY() + shift,
                fromLeft ? region.x() : region.right(),
                region.centerY() + shift);
    }

    /// {@return x of the first control point}
    double controlX0() {
        return x0 + (x1 - x0) * 0.5;
    }

    /// {@return x of the second control point}
    double controlX1() {
        return x1 - (x1 - x0) * 0.5;
    }

    /// {@return x at a share of the way from the VM (0) to the region (1)}
    double xAt(double share) {
        return bezier(x0, controlX0(), controlX1(), x1, share);
    }

    /// {@return y at a share of the way from the VM (0) to the region (1)}
    double yAt(double share) {
        return bezier(y0, y0, y1, y1, share);
    }

    /// {@return pixels from a point to the line}
    double distance(double x, double y) {
        double best = Double.MAX_VALUE;
        double fromX = x0;
        double fromY = y0;
        for (int step = 1; step <= STEPS; step++) {
            double toX = xAt((double) step / STEPS);
            double toY = yAt((double) step / STEPS);
            best = Math.min(best, toSegment(x, y, fromX, fromY, toX, toY));
            fromX = toX;
            fromY = toY;
        }
        return best;
    }

    private static double bezier(double a, double b, double c, double d, double t) {
        double s = 1 - t;
        return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
    }

    private static double toSegment(
            double x, double y, double ax, double ay, double bx, double by) {
        double dx = bx - ax;
        double dy = by - ay;
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : Math.clamp(((x - ax) * dx + (y - ay) * dy) / square, 0, 1);
        return Math.hypot(x - ax - along * dx, y - ay - along * dy);
    }
}

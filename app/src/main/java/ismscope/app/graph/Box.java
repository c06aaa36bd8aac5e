package ismscope.app.graph;

/// An upright rectangle, in pixels of the screen or of the graph at zoom 1.
record Box(double x, double y, double width, double height) {
    /// {@return the box around a centre}
    static Box around(double centerX, double centerY, double width, double height) {
        return new Box(centerX - width / 2, centerY - height / 2, width, height);
    }

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    double centerX() {
        return x + width / 2;
    }

    double centerY() {
        return y + height / 2;
    }

    /// {@return whether the point lies in it, edges included}
    boolean contains(double pointX, double pointY) {
        return pointX >= x && pointX <= right() && pointY >= y && pointY <= bottom();
    }

    /// {@return whether they have a point in common}
    boolean meets(Box other) {
        return x <= other.right()
                && other.x <= right()
                && y <= other.bottom()
                && other.y <= bottom();
    }

    /// {@return the smallest box around both}
    Box union(Box other) {
        double left = Math.min(x, other.x);
        double top = Math.min(y, other.y);
        return new Box(
                left,
                top,
                Math.max(right(), other.right()) - left,
                Math.max(bottom(), other.bottom()) - top);
    }

    /// {@return it with all edges moved outwards by `margin`}
    Box grow(double margin) {
        return new Box(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
    }

    /// {@return the box on the way to `target`: 0 this, 1 the target}
    Box toward(Box target, double share) {
        return new Box(
                x + (target.x - x) * share,
                y + (target.y - y) * share,
                width + (target.width - width) * share,
                height + (target.height - height) * share);
    }

    /// {@return whether no edge differs by as much as `tolerance`}
    boolean near(Box other, double tolerance) {
        return Math.abs(x - other.x) < tolerance
                && Math.abs(y - other.y) < tolerance
                && Math.abs(width - other.width) < tolerance
                && Math.abs(height - other.height) < tolerance;
    }
}

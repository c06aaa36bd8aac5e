package ismscope.app.graph;

import ismscope.app.graph.Brush.Face;
import ismscope.app.graph.GraphModel.Vm;
import ismscope.app.model.Selection;
import ismscope.app.text.Amounts;
import ismscope.app.text.Texts;
import ismscope.app.theme.DeviceStyle;
import ismscope.app.theme.Role;
import ismscope.inspector.state.SessionState.DeviceState;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/// Draws VMs against regions; only the cells in view are looked at.
final class MatrixPainter {
    private static final double HEADER = 112;
    private static final double TOP = 84;
    private static final double SMALL_HEADER = 30;
    private static final double GRID_FROM = 6;
    private static final double SHAPED_FROM = 10;
    private static final double SMALLEST_DOT = 2;

    private final Brush brush;
    private final Texts texts;
    private final LinkPainter links;

    MatrixPainter(Brush brush, Texts texts, LinkPainter links) {
        this.brush = brush;
        this.texts = texts;
        this.links = links;
    }

    /// What the matrix shows besides itself.
    ///
    /// @param hoverRow row under the mouse, -1 for none
    /// @param hoverColumn column under the mouse, -1 for none
    record Scene(
            MatrixModel model,
            MatrixPort port,
            Selection selection,
            int hoverRow,
            int hoverColumn,
            Glow glow,
            long nowNanos) {}

    /// {@return room that the headers want: of rows on the left, of columns on top}
    Box headers(boolean rowsLabelled, boolean columnsLabelled) {
        double scale = brush.palette().fontSize() / 13;
        return new Box(
                0,
                0,
                (rowsLabelled ? HEADER : SMALL_HEADER) * scale,
                (columnsLabelled ? TOP : SMALL_HEADER) * scale);
    }

    /// Draws it.
    void paint(Scene scene, double width, double height) {
        GraphicsContext g = brush.g();
        MatrixPort port = scene.port();
        g.save();
        g.beginPath();
        g.rect(port.headerWidth(), port.headerHeight(), width, height);
        g.clip();
        bands(scene, width, height);
        cells(scene);
        g.restore();
        g.save();
        g.beginPath();
        g.rect(0, port.headerHeight(), port.headerWidth(), height);
        g.clip();
        rowHeaders(scene);
        g.restore();
        g.save();
        g.beginPath();
        g.rect(port.headerWidth(), 0, width, port.headerHeight());
        g.clip();
        columnHeaders(scene);
        g.restore();
        corner(scene);
    }

    private void bands(Scene scene, double width, double height) {
        GraphicsContext g = brush.g();
        MatrixPort port = scene.port();
        int end = port.endRow();
        double right = Math.min(width, port.x(scene.model().columns().size()));
        double bottom = Math.min(height, port.y(scene.model().rows().size()));
        g.setFill(brush.color(Role.PANE_ALT));
        g.fillRect(
                port.headerWidth(),
                port.headerHeight(),
                right - port.headerWidth(),
                bottom - port.headerHeight());
        g.setFill(brush.color(Role.GRID));
        if (port.cellHeight() >= GRID_FROM) {
            for (int row = port.firstRow(); row <= end; row++) {
                g.fillRect(port.headerWidth(), Math.rint(port.y(row)), right, 1);
            }
        }
        if (port.cellWidth() >= GRID_FROM) {
            for (int column = port.firstColumn(); column <= port.endColumn(); column++) {
                g.fillRect(Math.rint(port.x(column)), port.headerHeight(), 1, bottom);
            }
        }
        Integer selectedRow = scene.model().rowOfVm().get(scene.selection().device());
        Integer selectedColumn = scene.model().columnOfRegion().get(scene.selection().token());
        cross(scene, scene.hoverRow(), scene.hoverColumn(), Role.HOVER, right, bottom);
        cross(
                scene,
                selectedRow == null ? -1 : selectedRow,
                selectedColumn == null ? -1 : selectedColumn,
                Role.SELECTION,
                right,
                bottom);
    }

    private void cross(Scene scene, int row, int column, Role role, double right, double bottom) {
        GraphicsContext g = brush.g();
        MatrixPort port = scene.port();
        g.setFill(brush.color(role));
        if (row >= 0) {
            double thick = Math.max(SMALLEST_DOT, port.cellHeight());
            g.fillRect(port.headerWidth(), port.y(row), right - port.headerWidth(), thick);
        }
        if (column >= 0) {
            double thick = Math.max(SMALLEST_DOT, port.cellWidth());
            g.fillRect(port.x(column), port.headerHeight(), thick, bottom - port.headerHeight());
        }
    }

    private void cells(Scene scene) {
        MatrixPort port = scene.port();
        int first = port.firstColumn();
        int end = port.endColumn();
        for (int row = port.firstRow(); row < port.endRow(); row++) {
            for (MatrixModel.Cell cell : scene.model().cells().get(row)) {
                if (cell.column() >= first && cell.column() < end) {
                    cell(port, port.x(cell.column()), port.y(row), cell.kind());
                }
            }
        }
    }

    private void cell(MatrixPort port, double x, double y, LinkKind kind) {
        GraphicsContext g = brush.g();
        Color color = links.color(kind);
        double smaller = Math.min(port.cellWidth(), port.cellHeight());
        double inset = smaller >= GRID_FROM ? Math.max(1.5, smaller * 0.16) : 0;
        Box box =
                new Box(
                        x + inset,
                        y + inset,
                        Math.max(SMALLEST_DOT, port.cellWidth() - 2 * inset),
                        Math.max(SMALLEST_DOT, port.cellHeight() - 2 * inset));
        boolean shaped = smaller >= SHAPED_FROM;
        double radius = shaped ? 2.5 : 0;
        switch (kind) {
            case GRANTED -> {
                if (!shaped) {
                    brush.fill(box, 0, color.deriveColor(0, 1, 1, 0.45));
                } else {
                    g.setLineDashes(2, 2);
                    brush.edge(box, radius, color, 1.2);
                    g.setLineDashes();
                }
            }
            case READ -> {
                if (!shaped) {
                    brush.fill(box, 0, color);
                } else {
                    brush.fill(box, radius, color.deriveColor(0, 1, 1, 0.28));
                    brush.edge(box, radius, color, 1.4);
                }
            }
            case WRITE, ENDED -> brush.fill(box, radius, color);
            case MANAGE -> {
                brush.fill(box, radius, color);
                if (shaped) {
                    double middleX = box.centerX();
                    double middleY = box.centerY();
                    double arm = smaller * 0.16;
                    g.setFill(brush.color(Role.PANE));
                    g.fillPolygon(
                            new double[] {middleX - arm, middleX, middleX + arm, middleX},
                            new double[] {middleY, middleY - arm, middleY, middleY + arm},
                            4);
                }
            }
        }
    }

    private void rowHeaders(Scene scene) {
        MatrixPort port = scene.port();
        GraphicsContext g = brush.g();
        Font font = brush.font(Face.PLAIN, Math.clamp(port.cellHeight() * 0.62, 8, 12));
        for (int row = port.firstRow(); row < port.endRow(); row++) {
            Vm vm = scene.model().rows().get(row);
            DeviceState device = vm.state();
            DeviceStyle style = brush.palette().device(device.ordinal());
            double y = port.y(row);
            double alarm =
                    Math.max(
                            scene.glow().violation(device.ordinal(), scene.nowNanos()),
                            scene.glow().refusal(device.ordinal(), scene.nowNanos()));
            if (!port.rowsLabelled()) {
                g.setFill(alarm > 0 ? brush.color(Role.ERROR) : style.color());
                g.fillRect(port.headerWidth() - 8, y, 5, Math.max(1, port.cellHeight() - 0.5));
                continue;
            }
            boolean marked =
                    row == scene.hoverRow() || device.ordinal() == scene.selection().device();
            if (marked || alarm > 0) {
                g.setFill(
                        alarm > 0
                                ? brush.color(Role.ERROR).deriveColor(0, 1, 1, 0.3 * alarm)
                                : brush.color(Role.HOVER));
                g.fillRect(0, y, port.headerWidth(), port.cellHeight());
            }
            double badge = Math.min(15, port.cellHeight() - 3);
            brush.fill(
                    new Box(6, y + (port.cellHeight() - badge) / 2, badge, badge),
                    badge * 0.28,
                    style.color());
            Font letter = brush.font(Face.BOLD, badge * (style.letter().length() > 1 ? 0.5 : 0.62));
            brush.centered(
                    style.letter(),
                    letter,
                    brush.color(Role.CARD),
                    6 + badge / 2,
                    y + port.cellHeight() / 2 + letter.getSize() * 0.35);
            brush.text(
                    brush.fit(device.name(), font, port.headerWidth() - badge - 18),
                    font,
                    brush.color(Role.TEXT),
                    badge + 12,
                    y + port.cellHeight() / 2 + font.getSize() * 0.35);
        }
    }

    private void columnHeaders(Scene scene) {
        MatrixPort port = scene.port();
        GraphicsContext g = brush.g();
        Font font = brush.font(Face.MONO, Math.clamp(port.cellWidth() * 0.55, 8, 11));
        for (int column = port.firstColumn(); column < port.endColumn(); column++) {
            long token = scene.model().columns().get(column).state().token();
            double x = port.x(column);
            if (!port.columnsLabelled()) {
                g.setFill(brush.color(Role.GHOST));
                g.fillRect(x, port.headerHeight() - 6, Math.max(0.6, port.cellWidth() - 0.6), 3);
                continue;
            }
            boolean marked = column == scene.hoverColumn() || token == scene.selection().token();
            if (marked) {
                g.setFill(brush.color(Role.HOVER));
                g.fillRect(x, 0, port.cellWidth(), port.headerHeight());
            }
            g.save();
            g.translate(x + port.cellWidth() / 2 + font.getSize() * 0.35, port.headerHeight() - 6);
            g.rotate(-90);
            brush.text(
                    brush.fit(Amounts.token(token), font, port.headerHeight() - 10),
                    font,
                    brush.color(Role.TEXT_MUTED),
                    0,
                    0);
            g.restore();
        }
    }

    private void corner(Scene scene) {
        MatrixPort port = scene.port();
        GraphicsContext g = brush.g();
        g.setFill(brush.color(Role.PANE));
        g.fillRect(0, 0, port.headerWidth(), port.headerHeight());
        if (port.rowsLabelled() && port.columnsLabelled()) {
            Font font = brush.font(Face.PLAIN, brush.palette().fontSize() * 0.77);
            Color color = brush.color(Role.TEXT_MUTED);
            brush.text(
                    texts.text("graph.matrix.size", scene.model().rows().size()),
                    font,
                    color,
                    8,
                    port.headerHeight() - 22);
            brush.text(
                    texts.text("graph.matrix.columns", scene.model().columns().size()),
                    font,
                    color,
                    8,
                    port.headerHeight() - 8);
        }
        g.setFill(brush.color(Role.LINE));
        g.fillRect(port.headerWidth() - 1, 0, 1, brush.g().getCanvas().getHeight());
        g.fillRect(0, port.headerHeight() - 1, brush.g().getCanvas().getWidth(), 1);
    }
}

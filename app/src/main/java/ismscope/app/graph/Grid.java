package ismscope.app.graph;

/// Where slots lie: VMs in columns left and right, regions in a band of columns between them.
///
/// ```
///   outer   inner   |  band of regions  |   inner   outer
///    16      0      |   0     6         |    1       17
///    18      2      |   1     7         |    3       19
///    ..      ..     |   ..    ..        |    ..      ..
///    30      14     |   5     11        |    15      31
/// ```
///
/// Rows grow downwards without end in the band only; VM columns have [#VM_ROWS] rows and then go on
/// further out, half a row lower, so that their edges pass between the cards of the column inside.
/// Units: pixels at zoom 1 and the normal text size; the first row's centre is y = 0, the band's
/// first column is centred on x = 0, so that growth to the right moves nothing but the right cards.
final class Grid {
    static final int VM_ROWS = 8;
    static final double CARD_WIDTH = 156;
    static final double CARD_HEIGHT = 76;
    static final double ROW_PITCH = 112;
    static final double REGION_PITCH = 78;
    static final double REGION_COLUMN_PITCH = 164;
    static final double GUTTER = 104;
    static final double OUTER_PITCH = CARD_WIDTH + 44;
    private static final double MIN_REGION_WIDTH = 84;
    private static final double MAX_REGION_WIDTH = 136;
    private static final double MIN_REGION_HEIGHT = 44;
    private static final double MAX_REGION_HEIGHT = 60;
    private static final double SMALLEST = 12;
    private static final double LARGEST = 32;

    private Grid() {}

    /// {@return the vertical centre of a VM slot}
    static double vmY(int slot) {
        int place = slot / 2;
        double shift = place / VM_ROWS % 2 == 0 ? 0 : ROW_PITCH / 2;
        return place % VM_ROWS * ROW_PITCH + shift;
    }

    /// {@return the box of a card}
    ///
    /// @param bandColumns columns of the band of regions, 1 and up
    static Box card(int slot, int bandColumns) {
        int depth = slot / 2 / VM_ROWS;
        double outward = MAX_REGION_WIDTH / 2 + GUTTER + CARD_WIDTH / 2 + depth * OUTER_PITCH;
        double x = slot % 2 == 0 ? -outward : outward + (bandColumns - 1) * REGION_COLUMN_PITCH;
        return Box.around(x, vmY(slot), CARD_WIDTH, CARD_HEIGHT);
    }

    /// {@return the box of a region's block, larger the more bytes it has}
    static Box region(Cell cell, long sizeBytes) {
        double share = sizeShare(sizeBytes);
        return Box.around(
                cell.column() * REGION_COLUMN_PITCH,
                regionY(cell.row()),
                MIN_REGION_WIDTH + share * (MAX_REGION_WIDTH - MIN_REGION_WIDTH),
                MIN_REGION_HEIGHT + share * (MAX_REGION_HEIGHT - MIN_REGION_HEIGHT));
    }

    /// {@return the vertical centre of a row of the band}
    static double regionY(int row) {
        return row * REGION_PITCH;
    }

    /// {@return rows of the band's columns, given how many VM slots are in use}
    static int regionRows(int vmSlots) {
        int vmRows = Math.min(VM_ROWS, (vmSlots + 1) / 2);
        return Math.max(6, (int) Math.ceil(vmRows * ROW_PITCH / REGION_PITCH));
    }

    /// {@return 0 for 4 KiB and less, 1 for 4 GiB and more, in proportion to the logarithm}
    static double sizeShare(long sizeBytes) {
        double bits = 64 - Long.numberOfLeadingZeros(Math.max(1, sizeBytes)) - 1.0;
        return Math.clamp((bits - SMALLEST) / (LARGEST - SMALLEST), 0, 1);
    }

    /// A place in the band.
    record Cell(int column, int row) {}
}

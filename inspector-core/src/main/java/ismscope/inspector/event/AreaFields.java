package ismscope.inspector.event;

/// Lists of areas: `le64 num, area[num]`. Draft: virtio-ism draft, ALLOC_REGION reply.
final class AreaFields {
    private static final int AREA_LENGTH = 16;
    private static final int NUM_LENGTH = 8;

    private AreaFields() {}

    /// Takes a count and the areas that are there.
    static void counted(FieldCursor cursor) {
        int there = Math.max(cursor.left() - NUM_LENGTH, 0) / AREA_LENGTH;
        long told =
                cursor.number(
                        IsmField.AREAS,
                        NUM_LENGTH,
                        ValueText::count,
                        num -> num == there ? "" : there + " there");
        areas(cursor, told);
    }

    private static void areas(FieldCursor cursor, long told) {
        for (long i = 0; Long.compareUnsigned(i, told) < 0 && cursor.left() > 0; i++) {
            FieldCursor area = cursor.part(AREA_LENGTH);
            long offset = area.number(IsmField.AREA_OFFSET, 8, ValueText::hex);
            long size = area.number(IsmField.AREA_SIZE, 8, BodyDissector::size);
            String value = area.cut() ? "" : ValueText.size(size) + " at " + ValueText.hex(offset);
            cursor.group(IsmField.AREA, "Area " + i, value, area.cut() ? "cut short" : "", area);
        }
    }
}

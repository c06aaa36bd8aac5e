package ismscope.app.filter;

/// What somebody points at: a cell, a field, some bytes.
///
/// @param field its name, empty for nothing
/// @param value as it is shown
/// @param test the filter that it stands for, empty if there is none
public record Pointed(String field, String value, String test) {
    /// Nothing.
    public static final Pointed NOTHING = new Pointed("", "", "");

    boolean isField() {
        return !field.isEmpty();
    }

    boolean hasTest() {
        return !test.isEmpty();
    }
}

package ismscope.inspector.wireshark;

import ismscope.inspector.event.IsmField;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A field with a fixed place in a structure, and what the dissector says of it.
///
/// @param field which
/// @param width bytes, 1 to 8; 0 for all that is left
/// @param counted the field whose bytes follow it and whose length it is, null if there is none
/// @param presence when it is there
/// @param names words for its values, empty if it has none
/// @param bits words for its bits, by bit number, empty if it has none
record Part(
        IsmField field,
        int width,
        @Nullable IsmField counted,
        Presence presence,
        SortedMap<Long, String> names,
        SortedMap<Integer, String> bits) {
    /// When a field is there.
    enum Presence {
        /// It has to be.
        ALWAYS,
        /// If anything is left.
        IF_ANY,
        /// If exactly its bytes are left.
        IF_EXACT
    }
}

package ismscope.inspector.capture;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.IntHashSet;
import org.jspecify.annotations.Nullable;

/// Which device each interface of a section is.
///
/// In a capture as this program writes it, interface numbers are device ordinals. Files that were
/// merged or joined have several hosts and several sections: then a host is still device 0, and
/// every other interface is a device of its own.
final class InterfaceTable {
    private static final String HOST = "host";

    private final List<Entry> section = new ArrayList<>();
    private final IntHashSet used = new IntHashSet();
    private int nextFree = 1;

    /// Forgets the interfaces of the section before; device ordinals are never reused.
    void beginSection() {
        section.clear();
    }

    /// {@return the interface with this number, null if the section has none such}
    @Nullable Entry entry(int number) {
        return number >= 0 && number < section.size() ? section.get(number) : null;
    }

    /// Adds the next interface of the section.
    ///
    /// @return what it is; null if there are too many
    @Nullable Entry add(String name, int linkType, TimeScale scale) {
        if (section.size() == PcapngLayout.MAX_INTERFACES
                || nextFree == PcapngLayout.MAX_INTERFACES) {
            return null;
        }
        boolean ours = PcapngLayout.mayBeOurs(linkType);
        Entry entry = new Entry(ours ? ordinal(name) : -1, ours, scale);
        section.add(entry);
        return entry;
    }

    private int ordinal(String name) {
        int number = section.size();
        if (name.equals(HOST) || (number == 0 && name.isEmpty())) {
            return 0;
        }
        int ordinal = number > 0 && !used.contains(number) ? number : nextFree;
        used.add(ordinal);
        nextFree = Math.max(nextFree, ordinal + 1);
        return ordinal;
    }

    /// One interface.
    ///
    /// @param device ordinal, -1 if it is not ours
    /// @param ours whether packets of it may be records
    record Entry(int device, boolean ours, TimeScale scale) {}
}

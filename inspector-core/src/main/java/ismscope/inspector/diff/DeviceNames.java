package ismscope.inspector.diff;

import ismscope.inspector.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The devices of two sessions by name: the n-th device that is called `vm1` in one is the n-th
/// that is called so in the other.
final class DeviceNames {
    private final Map<String, Integer> lanes = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /// {@return for each ordinal of a session, the number that its device has in both}
    int[] add(SessionSnapshot session) {
        Map<String, Integer> seen = new HashMap<>();
        int[] numbers = new int[session.deviceCount()];
        for (int ordinal = 0; ordinal < numbers.length; ordinal++) {
            String name = session.deviceName(ordinal);
            int time = seen.merge(name, 1, Integer::sum);
            String unique = time == 1 ? name : name + " (" + time + ")";
            numbers[ordinal] =
                    lanes.computeIfAbsent(
                            unique,
                            added -> {
                                names.add(added);
                                return names.size() - 1;
                            });
        }
        return numbers;
    }

    /// {@return devices in either session}
    int count() {
        return names.size();
    }

    /// {@return the name of a number}
    String name(int number) {
        return names.get(number);
    }
}

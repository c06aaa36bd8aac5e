package ismscope.inspector.sequence;

import java.util.List;

/// A fold that may go on.
///
/// @param latencies of each of its rows
record OpenFold(Fold fold, List<LatencyRange> latencies) {
    OpenFold {
        latencies = List.copyOf(latencies);
    }
}

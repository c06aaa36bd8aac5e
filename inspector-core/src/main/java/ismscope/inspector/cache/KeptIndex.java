package ismscope.inspector.cache;

import ismscope.inspector.index.IndexWriter;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.state.RegionTimeline;
import ismscope.inspector.state.StateTimeline;

/// All that is computed from a whole capture.
///
/// @param events its index
/// @param deep states, bytes of regions and findings
public record KeptIndex(IndexWriter events, Deep deep) {
    /// What takes as long again as the index.
    public record Deep(StateTimeline states, RegionTimeline regions, Findings findings) {
        /// Nothing: only events are asked for.
        public static final Deep NONE =
                new Deep(new StateTimeline(), new RegionTimeline(), Findings.NONE);
    }
}

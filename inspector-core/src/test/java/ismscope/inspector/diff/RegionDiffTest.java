package ismscope.inspector.diff;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.diff.RegionDiff.Range;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.RegionBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegionDiffTest {
    private static final int PAIRS = 12;
    private static final int MOST_BYTES = 1 << 20;

    static List<Path> samples() throws IOException {
        return Recorded.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void findsTheRunsThatAComparisonOfAllBytesFinds(Path sample) throws Exception {
        try (RecordingSession session = Recorded.open(sample)) {
            SessionSnapshot snapshot = session.snapshot();
            Random random = new Random(11);
            List<Long> tokens =
                    List.copyOf(snapshot.stateAt(snapshot.eventCount() - 1).regions().keySet());
            for (int i = 0; i < PAIRS && !tokens.isEmpty(); i++) {
                long token = tokens.get(random.nextInt(tokens.size()));
                RegionBytes before =
                        snapshot.regionAt(token, random.nextLong(snapshot.eventCount()));
                RegionBytes after =
                        snapshot.regionAt(token, random.nextLong(snapshot.eventCount()));
                if (Math.max(before.size(), after.size()) <= MOST_BYTES) {
                    compare(before, after);
                }
            }
        }
    }

    private static void compare(RegionBytes before, RegionBytes after) {
        List<Range> naive = naive(bytes(before), bytes(after));
        RegionDiff diff = new RegionDiff(before, after);

        assertThat(diff.ranges(Integer.MAX_VALUE)).isEqualTo(naive);
        assertThat(diff.count()).isEqualTo(naive.stream().mapToLong(Range::length).sum());
        assertThat(backwards(diff)).isEqualTo(naive);
    }

    private static List<Range> backwards(RegionDiff diff) {
        List<Range> ranges = new ArrayList<>();
        Range range = diff.previous(Long.MAX_VALUE);
        while (range != null) {
            ranges.addFirst(range);
            range = diff.previous(range.offset());
        }
        return ranges;
    }

    private static byte[] bytes(RegionBytes region) {
        byte[] all = new byte[(int) region.size()];
        region.read(0, all, new long[0]);
        return all;
    }

    private static List<Range> naive(byte[] before, byte[] after) {
        List<Range> ranges = new ArrayList<>();
        int size = Math.max(before.length, after.length);
        int shared = Math.min(before.length, after.length);
        int start = -1;
        for (int at = 0; at <= size; at++) {
            boolean differs = at < size && (at >= shared || before[at] != after[at]);
            if (differs && start < 0) {
                start = at;
            } else if (!differs && start >= 0) {
                ranges.add(new Range(start, at - start));
                start = -1;
            }
        }
        return ranges;
    }
}

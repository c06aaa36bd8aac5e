package ismscope.inspector.lint;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.HeapBytes;
import ismscope.inspector.event.Event;
import ismscope.inspector.session.IndexedCapture;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Captures in which records are lost at any place of the story of each rule that looks back: what
/// the rule says then has its whole proof on one side of the loss.
class GapsInCapturesTest {
    /// Rules that conclude from stores, or from none: they fall silent where stores of a region are
    /// left out.
    private static final Set<String> OF_STORES = Set.of("racing-writers", "unused-region");

    private static final int[] LEFT_OUT = {
        TapRecord.Lost.CONTENT_BUDGET, TapRecord.Lost.STORES, TapRecord.Lost.UNSEEN
    };

    @TempDir private static Path folder;

    static List<String> suspicions() {
        return List.copyOf(Scenes.ALL.keySet());
    }

    private interface Loss {
        void into(Story story, int device);
    }

    /// {@return what is found where records are lost before an event of a rule's story}
    private static Findings found(String slug, int gap, Loss loss) throws Exception {
        Story holed = new Story();
        List<Event> events = Scenes.tell(slug).events();
        for (int i = 0; i < events.size(); i++) {
            if (i == gap) {
                loss.into(holed, events.get(i).device());
            }
            holed.retell(events.get(i));
        }
        Path file = folder.resolve("holed.pcapng");
        holed.write(file);
        try (IndexedCapture capture = new IndexedCapture(new HeapBytes(Files.readAllBytes(file)))) {
            capture.awaitEnd();
            SessionSnapshot session = capture.snapshot();
            assertThat(session.lostCount()).isPositive();
            return session.findings();
        }
    }

    /// Who a device is stays known: its appearance may be before the loss.
    private static boolean isOnOneSide(Finding finding, int gap, List<Event> events) {
        long[] proof = finding.proof();
        return finding.event() < gap
                || Arrays.stream(proof)
                        .filter(event -> event < gap)
                        .allMatch(event ->
                                events.get((int) event).record() instanceof TapRecord.DeviceAdded);
    }

    private static void assertSilent(String slug, Loss loss) throws Exception {
        List<Event> events = Scenes.tell(slug).events();
        for (int gap = 1; gap < events.size(); gap++) {
            Findings findings = found(slug, gap, loss);
            assertThat(findings.gapCount()).isEqualTo(1);
            for (Finding finding : findings.all()) {
                assertThat(isOnOneSide(finding, gap, events))
                        .as("%s, lost before %d: %s", slug, gap, finding)
                        .isTrue();
            }
        }
    }

    /// As the recorder tells it: a hole, and a LOST record with the number of the last one lost.
    @ParameterizedTest
    @MethodSource("suspicions")
    void isSilentWhereTheBufferWasFull(String slug) throws Exception {
        assertSilent(
                slug,
                (story, device) -> {
                    story.lose(2);
                    story.put(device, 0, new TapRecord.Lost(3, TapRecord.Lost.BUFFER_FULL));
                });
    }

    /// Nothing but the record says so: numbers go on.
    @ParameterizedTest
    @MethodSource("suspicions")
    void isSilentWhereAFileWasCut(String slug) throws Exception {
        assertSilent(
                slug,
                (story, device) ->
                        story.put(device, 0, new TapRecord.Lost(7, TapRecord.Lost.FILE_CUT)));
    }

    @Test
    void rulesOfStoresAreSilentWhereStoresOfTheRegionAreLeftOut() throws Exception {
        for (String slug : OF_STORES) {
            List<Event> events = Scenes.tell(slug).events();
            long[] proof = proof(Scenes.tell(slug).findings(), slug);
            for (int reason : LEFT_OUT) {
                for (long gap = proof[0] + 1; gap <= proof[proof.length - 1]; gap++) {
                    Findings findings =
                            found(
                                    slug,
                                    (int) gap,
                                    (story, device) ->
                                            story.put(
                                                    device,
                                                    Scenes.TOKEN,
                                                    new TapRecord.Lost(1, reason)));
                    assertThat(named(findings))
                            .as("%s of %d, left out before %d", slug, events.size(), gap)
                            .doesNotContain(slug);
                }
            }
        }
    }

    private static long[] proof(Findings findings, String slug) {
        return findings.all().stream()
                .filter(finding -> finding.rule().slug().equals(slug))
                .findFirst()
                .orElseThrow()
                .proof();
    }

    private static List<String> named(Findings findings) {
        List<String> names = new ArrayList<>();
        findings.all().forEach(finding -> names.add(finding.rule().slug()));
        return names;
    }
}

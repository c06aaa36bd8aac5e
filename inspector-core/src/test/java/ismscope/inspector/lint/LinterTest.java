package ismscope.inspector.lint;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule finds what it is for, and keeps silent where it cannot know.
class LinterTest {
    static List<String> suspicions() {
        return List.copyOf(Scenes.ALL.keySet());
    }

    private static Story told(String slug) {
        return Scenes.tell(slug);
    }

    private static LintRule rule(String slug) {
        return LintRules.named(slug).orElseThrow();
    }

    @Test
    void thereIsASceneForEachRuleThatTheDeviceDoesNotCheck() {
        assertThat(suspicions())
                .containsExactlyInAnyOrderElementsOf(
                        LintRules.all().stream()
                                .filter(rule -> !rule.isViolation())
                                .map(LintRule::slug)
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("suspicions")
    void findsItOnceWithItsProof(String slug) {
        Story story = told(slug);
        Findings findings = story.findings();

        assertThat(findings.count(rule(slug))).isEqualTo(1);
        for (Finding finding : findings.all()) {
            assertThat(finding.proof()).isSorted().doesNotHaveDuplicates();
            assertThat(finding.proof().length).isBetween(1, FindingLog.MAX_PROOF);
            assertThat(finding.proof()[0]).isNotNegative();
            assertThat(finding.event()).isLessThanOrEqualTo(story.last());
        }
        Finding proven = of(findings, slug);
        assertThat(proven.proof()).as("events of the proof").hasSizeBetween(2, 4);
    }

    private static Finding of(Findings findings, String slug) {
        return findings.all().stream()
                .filter(finding -> finding.rule().slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /// At every place of the story some records are lost; what comes after it may only lead to a
    /// finding whose whole proof comes after it, too.
    @ParameterizedTest
    @MethodSource("suspicions")
    void saysNothingAcrossAGap(String slug) {
        Story story = told(slug);
        for (int gap = 1; gap < story.events().size(); gap++) {
            Story holed = new Story();
            for (int i = 0; i < story.events().size(); i++) {
                if (i == gap) {
                    holed.lose(3);
                }
                holed.retell(story.events().get(i));
            }
            for (Finding finding : holed.findings().all()) {
                boolean before = finding.event() < gap;
                boolean after = finding.proof()[0] >= gap || isIdentity(holed, finding, gap);
                assertThat(before || after)
                        .as("%s with a gap before %d: %s", slug, gap, finding)
                        .isTrue();
            }
        }
    }

    /// Who a device is stays known: DEVICE_ADDED may be before the gap.
    private static boolean isIdentity(Story story, Finding finding, int gap) {
        return IntStream.range(0, finding.proof().length)
                .mapToLong(place -> finding.proof()[place])
                .filter(event -> event < gap)
                .allMatch(event ->
                        story.events().get((int) event).record() instanceof TapRecord.DeviceAdded);
    }

    @Test
    void countsGaps() {
        Story story = new Story();
        story.boot(1);
        story.lose(5);
        story.boot(2);
        assertThat(story.findings().gapCount()).isEqualTo(1);
    }

    @Test
    void recordsThatRepeatANumberAreNoGap() {
        Story story = new Story();
        story.boot(1);
        story.put(0, 0, new TapRecord.Mark("all there"));
        assertThat(story.findings().gapCount()).isZero();
    }

    @Test
    void stateThatStoodBeforeIsNoDeedOfADriver() {
        Story story = new Story();
        story.snapshot(true);
        story.plug(1);
        story.status(1, 0, 2);
        story.snapshot(false);
        assertThat(story.findings().count()).isZero();
    }

    @Test
    void doesNotCallATokenGuessedThatMayBeOlderThanTheCapture() {
        Story story = new Story();
        story.snapshot(true);
        story.boot(1);
        story.snapshot(false);
        for (int i = 0; i < 10; i++) {
            story.refused(1, 100 + i, new ControlCommand.AttachRegion(100 + i, 3), Ack.ENOENT);
        }
        assertThat(story.findings().count(GuessedToken.RULE)).isZero();
    }

    @Test
    void aDoorbellHandsOverWhatWasStored() {
        Story story = new Story();
        Scenes.shared(story);
        story.store(1, Scenes.TOKEN, 0, 16);
        story.notify(1, 2, Scenes.TOKEN, 1);
        story.store(2, Scenes.TOKEN, 0, 16);
        assertThat(story.findings().count()).isZero();
    }

    @Test
    void aDriverThatPollsHasLostNoWakeUp() {
        Story story = new Story();
        Scenes.shared(story);
        story.ring(1, Scenes.TOKEN, 1);
        story.deliver(2, Scenes.TOKEN, 1, 1);
        story.notify(2, 1, Scenes.TOKEN, 1);
        story.ring(1, Scenes.TOKEN, 1);
        story.swallow(2, Scenes.TOKEN, TapRecord.Swallowed.MERGED);
        assertThat(story.findings().count(LostWakeUp.RULE)).isZero();
    }

    @Test
    void keepsTheFirstOfManyAndCountsTheOthers() {
        Linter linter = new Linter(3);
        Story story = new Story();
        story.boot(1);
        for (int i = 0; i < 10; i++) {
            story.violate(1, 0, ViolationRule.REGISTER_ACCESS, ": offset=3");
        }
        story.events().forEach(linter::append);
        linter.publish();
        Findings findings = linter.findings();

        assertThat(findings.size()).isEqualTo(3);
        assertThat(findings.count()).isEqualTo(10);
        assertThat(findings.count(Severity.WARN)).isZero();
    }

    @Test
    void whatIsFoundLaterDoesNotShow() {
        Linter linter = new Linter();
        Story story = told("racing-writers");
        story.events().subList(0, story.events().size() - 1).forEach(linter::append);
        linter.publish();
        Findings before = linter.findings();
        linter.append(story.events().getLast());
        linter.publish();

        assertThat(before.size()).isZero();
        assertThat(before.all()).isEmpty();
        assertThat(linter.findings().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("suspicions")
    void findsTheSameWhileTheSessionGrows(String slug) {
        Story story = told(slug);
        List<Finding> whole = story.findings().all();
        Linter linter = new Linter();
        for (Event event : story.events()) {
            linter.append(event);
            linter.publish();
            Findings so = linter.findings();
            assertThat(so.all()).usingRecursiveComparison().isEqualTo(whole.subList(0, so.size()));
            assertThat(so.size()).isEqualTo(linter.findings().placeOf(event.number() + 1));
        }
        assertThat(linter.findings().size()).isEqualTo(whole.size());
    }

    @Test
    void findsTheNextAndThePreviousOneOfASeverity() {
        Story story = new Story();
        story.plug(9);
        story.violate(9, 0, ViolationRule.PERMISSION_BITS, "");
        told("use-after-detach").events().forEach(story::retell);
        Findings findings = story.findings();
        assertThat(findings.size()).isEqualTo(3);

        assertThat(findings.next(0, Severity.WARN)).isEqualTo(1);
        assertThat(findings.next(0, Severity.NOTE)).isZero();
        assertThat(findings.next(2, Severity.ERROR)).isEqualTo(-1);
        assertThat(findings.next(3, Severity.NOTE)).isEqualTo(-1);
        assertThat(findings.previous(9, Severity.WARN)).isEqualTo(2);
        assertThat(findings.previous(0, Severity.WARN)).isEqualTo(-1);
        assertThat(findings.placeOf(findings.get(1).event())).isEqualTo(1);
    }

    @Test
    void numbersAndNamesAreUnique() {
        assertThat(LintRules.all()).extracting(LintRule::number).doesNotHaveDuplicates().isSorted();
        assertThat(LintRules.all()).extracting(LintRule::slug).doesNotHaveDuplicates();
        assertThat(LintRules.named("ISM-0204")).isEqualTo(LintRules.named("204"));
        assertThat(LintRules.named("doorbell-no-region")).isEqualTo(LintRules.named("204"));
    }

    @Test
    void everyRuleOfTheDeviceHasARemedy() {
        for (ViolationRule rule : ViolationRule.values()) {
            assertThat(ViolationRemedies.of(rule)).as(rule.name()).isNotEmpty();
        }
    }

    @Test
    void copesWithSeededNonsense() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<String> names = suspicions();
            Story story = new Story();
            for (int i = 0; i < 30; i++) {
                Story part = told(names.get(random.nextInt(names.size())));
                part.events().stream().filter(_ -> random.nextInt(4) > 0).forEach(story::retell);
                story.lose(random.nextInt(2));
            }
            Findings findings = story.findings();
            assertThat(findings.eventCount()).as("seed %d", seed).isEqualTo(story.last() + 1);
        }
    }
}

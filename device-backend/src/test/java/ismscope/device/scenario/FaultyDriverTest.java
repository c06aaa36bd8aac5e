package ismscope.device.scenario;

import static ismscope.device.tap.ViolationRule.*;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.DeviceStatus;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaultyDriverTest {
    private static final int CULPRIT = 3;
    private static final String LAST_MARK = "a reset, and vm3 works like any other";

    /// What no driver can do to this device: see [RingMistakes]; and a host's limits are no
    /// mistake. What a VMM does wrong is no driver's mistake either. A used ring is written to by
    /// memory that runs wild rather than by a driver.
    private static final Set<ViolationRule> OUT_OF_REACH =
            EnumSet.of(
                    DESCRIPTOR_IN_FLIGHT,
                    RING_OVERRUN,
                    USED_RING_WRITTEN,
                    LIMIT_REACHED,
                    MESSAGE_REFUSED,
                    GUEST_RAM_PRIVATE,
                    GUEST_RAM_SUSPECT,
                    POOL_CROSSED,
                    NOT_ISOLATED,
                    FRONT_END_PROTOCOL,
                    GUEST_MEMORY_GONE);

    private static TapLog log;

    @BeforeAll
    static void play() throws ScenarioFailed {
        log = Played.of("faulty-driver", Duration.ofMinutes(5));
    }

    @Test
    void breaksEachRuleInTurnAndIsSeenDoingIt() {
        assertThat(log.violations())
                .containsExactly(
                        REGISTER_ACCESS,
                        STATUS_ORDER,
                        STATUS_BIT_CLEARED,
                        FEATURES_REFUSED,
                        FEATURES_TOO_LATE,
                        QUEUE_ENABLED_TOO_EARLY,
                        QUEUE_SIZE,
                        QUEUE_CHANGED_WHILE_ENABLED,
                        RING_ADDRESS,
                        RING_ALIGNMENT,
                        NOTIFY_TOO_EARLY,
                        NOTIFY_UNKNOWN_QUEUE,
                        CHAIN_LOOP,
                        DESCRIPTOR_INDEX,
                        DESCRIPTOR_ADDRESS,
                        WRITABLE_BEFORE_READABLE,
                        CHAIN_EMPTY,
                        CHAIN_TOO_LONG,
                        NO_ROOM_FOR_ACK,
                        AVAILABLE_INDEX_JUMP,
                        DESCRIPTOR_ORDER,
                        INDIRECT_NOT_NEGOTIATED,
                        INDIRECT_NESTED,
                        INDIRECT_WITH_NEXT,
                        INDIRECT_LENGTH,
                        INDIRECT_ADDRESS,
                        DESCRIPTOR_FLAGS,
                        INDIRECT_IN_LIST,
                        EVENT_SUPPRESSION,
                        COMMAND_UNKNOWN,
                        COMMAND_SHORT,
                        PERMISSION_BITS,
                        VECTOR_UNKNOWN,
                        DOORBELL_NO_REGION,
                        DOORBELL_OUTSIDE,
                        DOORBELL_NOT_PERMITTED,
                        ACCESS_OUTSIDE,
                        ACCESS_NOT_PERMITTED,
                        EVENT_BUFFER_SHORT,
                        EVENTS_LOST);
    }

    @Test
    void leavesOutNoRuleThatCanBeBroken() {
        assertThat(EnumSet.copyOf(log.violations()))
                .isEqualTo(EnumSet.complementOf(EnumSet.copyOf(OUT_OF_REACH)));
    }

    @Test
    void eachMistakeIsExactlyOneViolationAndOfTheCulprit() {
        List<List<Integer>> violatorsAfterMark = new ArrayList<>();
        for (TapLog.Entry entry : log.entries()) {
            if (entry.record() instanceof TapRecord.Mark(String text)
                    && text.startsWith("mistake ")) {
                violatorsAfterMark.add(new ArrayList<>());
            } else if (entry.record() instanceof TapRecord.Violation) {
                violatorsAfterMark.getLast().add(entry.device());
            }
        }
        assertThat(violatorsAfterMark)
                .hasSize(FaultyDriver.mistakes().size())
                .allSatisfy(violators -> assertThat(violators).containsExactly(CULPRIT));
    }

    @Test
    void onlyTheCulpritNeedsAReset() {
        assertThat(log.entries())
                .filteredOn(FaultyDriverTest::needsReset)
                .extracting(TapLog.Entry::device)
                .hasSizeGreaterThanOrEqualTo(RingMistakes.ALL.size())
                .containsOnly(CULPRIT);
    }

    @Test
    void everyRingMistakeSetsNeedsReset() {
        boolean broken = false;
        List<ViolationRule> without = new ArrayList<>();
        for (TapLog.Entry entry : log.entries().reversed()) {
            if (needsReset(entry)) {
                broken = true;
            } else if (entry.record() instanceof TapRecord.Violation(int code, _, _, _)) {
                if (!broken && code <= INDIRECT_ADDRESS.code()) {
                    without.add(ruleOf(code));
                }
                broken = false;
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void endsWithADriverThatWorksAgain() {
        assertThat(log.of(TapRecord.Mark.class)).last().isEqualTo(new TapRecord.Mark(LAST_MARK));
    }

    private static boolean needsReset(TapLog.Entry entry) {
        return entry.record() instanceof TapRecord.Status(int before, int after)
                && (after & ~before & DeviceStatus.NEEDS_RESET) != 0;
    }

    private static ViolationRule ruleOf(int code) {
        for (ViolationRule rule : ViolationRule.values()) {
            if (rule.code() == code) {
                return rule;
            }
        }
        throw new AssertionError("no rule has code " + code);
    }
}

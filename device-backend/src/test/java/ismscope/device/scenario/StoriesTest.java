package ismscope.device.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is to be seen in each scenario; what a story checks itself is not checked again.
class StoriesTest {
    @Test
    void theTourShowsAllThatThereIsToSee() throws Exception {
        TapLog log = Played.of("tour", Duration.ofMinutes(3));
        Set<TapKind> kinds =
                log.entries().stream()
                        .map(entry -> entry.record().kind())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(TapKind.class)));
        assertThat(kinds)
                .isEqualTo(
                        EnumSet.complementOf(
                                EnumSet.of(
                                        TapKind.ACCESS,
                                        TapKind.LOST,
                                        TapKind.STOPPED,
                                        TapKind.RESUMED,
                                        TapKind.UNKNOWN)));
        assertThat(acks(log)).contains(Ack.OK, Ack.ENOENT, Ack.ERR, Ack.PERM_EATTACH);
        assertThat(EnumSet.copyOf(log.violations()))
                .contains(
                        ViolationRule.ACCESS_NOT_PERMITTED,
                        ViolationRule.ACCESS_OUTSIDE,
                        ViolationRule.DOORBELL_NOT_PERMITTED,
                        ViolationRule.DOORBELL_NO_REGION,
                        ViolationRule.PERMISSION_BITS,
                        ViolationRule.VECTOR_UNKNOWN);
        assertThat(log.of(TapRecord.Queue.class).map(TapRecord.Queue::packed))
                .contains(true, false);
        assertThat(log.of(TapRecord.Unmapped.class).map(TapRecord.Unmapped::reason).distinct())
                .containsExactlyInAnyOrder(
                        TapRecord.Unmapped.DETACHED,
                        TapRecord.Unmapped.RESET,
                        TapRecord.Unmapped.DISCONNECTED,
                        TapRecord.Unmapped.RIGHTS_WITHDRAWN);
        assertThat(log.of(TapRecord.Interrupt.class).map(TapRecord.Interrupt::cause))
                .contains(TapRecord.Interrupt.CAUSE_QUEUE, TapRecord.Interrupt.CAUSE_REGION);
    }

    /// Who starts it without a display sees ten seconds of it.
    @Test
    void tenSecondsOfTheTourAreWorthLookingAt() throws Exception {
        TapLog log = Played.of("tour", Duration.ofSeconds(10));
        assertThat(log.of(TapRecord.DeviceAdded.class).count()).isBetween(4L, 7L);
        assertThat(log.of(TapRecord.RegionCreated.class)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(log.of(TapRecord.Doorbell.class)).hasSizeGreaterThan(15);
        assertThat(log.violations()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(acks(log)).contains(Ack.PERM_EATTACH, Ack.ENOENT);
    }

    @Test
    void theTourIsCalm() throws Exception {
        TapLog log = Played.of("tour", Duration.ofMinutes(3));
        Map<Long, Integer> doorbellsOfSecond = new HashMap<>();
        for (TapLog.Entry entry : log.entries()) {
            if (entry.record() instanceof TapRecord.Doorbell) {
                doorbellsOfSecond.merge(entry.nanos() / 1_000_000_000L, 1, Integer::sum);
            }
        }
        assertThat(doorbellsOfSecond.values()).allMatch(count -> count <= 12);
        assertThat(log.entries()).hasSizeGreaterThan(180 * 10);
    }

    @Test
    void smcCarriesWholeStreamsBothWays() throws Exception {
        TapLog log = Played.of("smc", Duration.ofMinutes(1));
        long rounds =
                log.of(TapRecord.Mark.class)
                        .filter(mark -> mark.text().contains("all received as sent"))
                        .count();
        assertThat(rounds).isGreaterThan(5);
        Map<Long, Long> streamed = new HashMap<>();
        for (TapLog.Entry entry : log.entries()) {
            if (entry.record() instanceof TapRecord.Content(long offset, _, byte[] bytes)
                    && offset >= 4096) {
                streamed.merge(entry.token(), (long) bytes.length, Long::sum);
            }
        }
        long whole =
                streamed.values().stream().filter(count -> count == SmcEnd.STREAM_LENGTH).count();
        assertThat(whole).isGreaterThanOrEqualTo(rounds * 2 * 4);
        assertThat(log.violations()).isEmpty();
    }

    @Test
    void smcLetsNobodyButThePeerIn() throws Exception {
        TapLog log = Played.of("smc", Duration.ofSeconds(10));
        Map<Long, Long> rightsByDefault = new HashMap<>();
        for (TapLog.Entry entry : log.entries()) {
            if (entry.record() instanceof TapRecord.Grant(long devid, long rights)
                    && devid == TapRecord.Grant.DEFAULT) {
                rightsByDefault.put(entry.token(), rights);
            }
        }
        assertThat(rightsByDefault.values()).isNotEmpty().containsOnly(0L);
    }

    /// Who has buffers, that is all but every eighth device, hears of each doorbell at once and
    /// once; the others hear of several as one.
    @Test
    void fanOutTellsEveryOtherDeviceOfEachDoorbell() throws Exception {
        TapLog log = Played.of("fan-out", Duration.ofSeconds(30));
        Set<Integer> attached = new HashSet<>();
        Map<Long, Set<Integer>> owed = new HashMap<>();
        for (TapLog.Entry entry : log.entries()) {
            switch (entry.record()) {
                case TapRecord.Mapped _ -> attached.add(entry.device());
                case TapRecord.Unmapped _ -> attached.remove(entry.device());
                case TapRecord.Doorbell _ -> {
                    Set<Integer> others = new HashSet<>(attached);
                    others.removeIf(device -> device == entry.device() || device % 8 == 0);
                    owed.put(entry.flow(), others);
                }
                case TapRecord.Event event when isUpdate(event) && entry.device() % 8 != 0 ->
                        assertThat(owed.getOrDefault(entry.flow(), Set.of()))
                                .satisfies(devices ->
                                        assertThat(devices.remove(entry.device())).isTrue());
                default -> {}
            }
        }
        assertThat(owed).hasSizeGreaterThan(50);
        assertThat(owed.values()).allMatch(Set::isEmpty);
        assertThat(log.of(TapRecord.Swallowed.class).map(TapRecord.Swallowed::reason).distinct())
                .contains(TapRecord.Swallowed.MERGED);
    }

    private static boolean isUpdate(TapRecord.Event event) {
        return IsmCodec.decodeEvent(event.bytes())
                        instanceof Decoded.Valid<DeviceEvent>(DeviceEvent decoded)
                && decoded instanceof DeviceEvent.RegionUpdated;
    }

    @Test
    void churnMakesThousandsOfRegionsInPieces() throws Exception {
        TapLog log = Played.of("churn", Duration.ofSeconds(10));
        assertThat(log.of(TapRecord.RegionCreated.class)).hasSizeGreaterThan(2_000);
        assertThat(log.of(TapRecord.Mapped.class)).anyMatch(mapped -> mapped.areas().size() > 2);
        assertThat(log.violations()).isEmpty();
    }

    @Test
    void aStormIsADoorbellAtLeastEveryTwentyRecords() throws Exception {
        TapLog log = Played.of("storm", Duration.ofMillis(50));
        long doorbells = log.of(TapRecord.Doorbell.class).count();
        assertThat(doorbells).isGreaterThan(5_000).isGreaterThan(log.entries().size() / 20L);
        assertThat(log.violations()).isEmpty();
    }

    @Test
    void aCrowdIsAThousandMachinesWithinSeconds() throws Exception {
        TapLog log = Played.of("crowd", Duration.ofSeconds(5));
        assertThat(log.of(TapRecord.DeviceAdded.class)).hasSizeGreaterThanOrEqualTo(1_000);
        long joined =
                log.entries().stream()
                        .filter(entry -> entry.record() instanceof TapRecord.DeviceAdded)
                        .skip(999)
                        .findFirst()
                        .orElseThrow()
                        .nanos();
        assertThat(Duration.ofNanos(joined - log.entries().getFirst().nanos()))
                .isLessThan(Duration.ofSeconds(2));
        assertThat(log.of(TapRecord.Doorbell.class)).hasSizeGreaterThan(100);
        assertThat(log.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tour,9",
        "hello,5",
        "smc,6",
        "fan-out,10",
        "churn,12",
        "storm,3",
        "busy,4",
        "crowd,40"
    })
    void playsWithTheNumberOfGuestsAskedFor(String scenario, int guests) throws Exception {
        Duration limit =
                Duration.ofMillis(List.of("storm", "busy").contains(scenario) ? 20 : 8_000);
        TapLog log =
                Played.of(
                        ScenarioOptions.of(scenario)
                                .withSeed(Played.SEED)
                                .withGuests(guests)
                                .withLimit(limit));
        int most = 0;
        int now = 0;
        for (TapLog.Entry entry : log.entries()) {
            now += entry.record() instanceof TapRecord.DeviceAdded ? 1 : 0;
            now -= entry.record() instanceof TapRecord.DeviceRemoved ? 1 : 0;
            most = Math.max(most, now);
        }
        assertThat(most).isEqualTo(guests);
    }

    @Test
    void regionsHoldTextThatCanBeRead() throws Exception {
        TapLog log = Played.of("tour", Duration.ofSeconds(30));
        List<String> texts =
                log.of(TapRecord.Content.class)
                        .map(content -> new String(content.bytes(), StandardCharsets.US_ASCII))
                        .toList();
        assertThat(texts).anyMatch(text -> text.startsWith("ISMRING"));
        assertThat(texts).anyMatch(text -> text.startsWith("order 1"));
        assertThat(texts).anyMatch(text -> text.startsWith("frame "));
    }

    private static Set<Ack> acks(TapLog log) {
        return log.of(TapRecord.Reply.class)
                .map(reply -> Ack.fromCode(reply.bytes()[0] & 0xff))
                .collect(Collectors.toSet());
    }
}

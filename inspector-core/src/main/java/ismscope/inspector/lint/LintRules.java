package ismscope.inspector.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// All rules. Thread: any.
public final class LintRules {
    /// Numbers below are those of the device's own `ViolationRule`.
    static final int FIRST_SUSPICION = 1001;

    private static final List<LintRule> ALL =
            checks().stream()
                    .flatMap(check -> check.rules().stream())
                    .sorted(Comparator.comparingInt(LintRule::number))
                    .toList();

    private LintRules() {}

    /// {@return every rule, by number}
    public static List<LintRule> all() {
        return ALL;
    }

    /// {@return the rule that a person means: by id (`ISM-0204`), number (`204`) or name
    /// (`doorbell-no-region`)}
    public static Optional<LintRule> named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(rule ->
                        wanted.equals(rule.slug())
                                || wanted.equals(rule.id().toLowerCase(Locale.ROOT))
                                || wanted.equals(Integer.toString(rule.number())))
                .findFirst();
    }

    /// {@return a check of each sort, knowing nothing yet}
    static List<LintCheck> checks() {
        List<LintCheck> checks = new ArrayList<>();
        checks.add(new Violations());
        checks.addAll(ofNotifications());
        checks.addAll(ofRegions());
        checks.addAll(ofDrivers());
        return checks;
    }

    private static List<LintCheck> ofNotifications() {
        return List.of(
                new LostWakeUp(),
                new LostKick(),
                new UseAfterDetach(),
                new WrongDoorbell(),
                new StarvedEventQueue(),
                new EarlyNotification(),
                new MergedRingers(),
                new UnheardUpdate(),
                new LonelyDoorbell());
    }

    private static List<LintCheck> ofRegions() {
        return List.of(
                new UseAfterFree(),
                new MissingGrant(),
                new LeakedRegion(),
                new SmallReply(),
                new RacingWriters(),
                new AttachedTwice(),
                new NotAttached(),
                new AttachChurn(),
                new UnusedRegion(),
                new GuessedToken(),
                new ExhaustedMemory(),
                new EmptyAllocation(),
                new UnenforcedGrant(),
                new GrantToNobody());
    }

    private static List<LintCheck> ofDrivers() {
        return List.of(
                new UnansweredRequest(),
                new HeadInFlight(),
                new VectorWithoutFeature(),
                new SkippedStatus(),
                new MissingEventQueue(),
                new MissingControlQueue(),
                new IgnoredReset(),
                new IgnoredFailure(),
                new DeadVm());
    }
}

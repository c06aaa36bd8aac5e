package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;

/// Grants for a devid that no device had while the region lived.
final class GrantToNobody implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1025,
                    "grant-to-nobody",
                    Severity.NOTE,
                    "virtio-ism draft, GRANT_SET_FOR_DEVICE",
                    new LintText(
                            "a right was granted to a device that never came",
                            "The grant had no effect; if a devid was mistyped, the device that was"
                                    + " meant has none.",
                            "Pass the devid that the peer reads from its configuration space.",
                            "the grant and the end of the region"));

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.REGION_FREED);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        RegionFacts region = scene.region();
        if (region == null || !scene.isWhole()) {
            return;
        }
        region.grants()
                .forEachLong((devid, grant) -> {
                    if (!scene.knowsDevid(devid)) {
                        report(event, region, devid, grant, sink);
                    }
                });
    }

    private static void report(
            Event event, RegionFacts region, long devid, Grant grant, FindingSink sink) {
        sink.found(
                RULE,
                Certainty.POSSIBLE,
                () ->
                        "region %s had rights for devid %s, which no device has"
                                .formatted(
                                        ValueText.shortToken(region.token), ValueText.hex(devid)),
                grant.event(),
                event.number());
    }
}

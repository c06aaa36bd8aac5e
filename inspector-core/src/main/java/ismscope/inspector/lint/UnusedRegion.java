package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;

/// A region that no other device attached to, no doorbell rang for and no store was seen in.
///
/// Stores of guests that map the memory are not seen: possible only.
final class UnusedRegion implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1020,
                    "unused-region",
                    Severity.NOTE,
                    "virtio-ism draft, ALLOC_REGION",
                    new LintText(
                            "a region was freed that nobody had used",
                            "It took device memory and host memory for nothing.",
                            "Allocate a region when there is a peer for it; look whether the token"
                                    + " reached the peer.",
                            "the creation and the end of the region"));

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
        if (region == null || !region.isWhole() || region.uses() > 0 || region.attaches() > 1) {
            return;
        }
        sink.found(
                RULE,
                Certainty.POSSIBLE,
                () ->
                        "region %s of %s, %s, was freed without a peer, a doorbell or a store"
                                .formatted(
                                        ValueText.shortToken(region.token),
                                        scene.device().name(),
                                        ValueText.size(region.size())),
                region.created(),
                event.number());
    }
}

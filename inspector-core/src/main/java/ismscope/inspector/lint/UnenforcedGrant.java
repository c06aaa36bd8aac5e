package ismscope.inspector.lint;

import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;

/// Grants of less than READ and WRITE on regions of a pool.
final class UnenforcedGrant implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1024,
                    "grant-not-enforced",
                    Severity.WARN,
                    "docs/vfio-user.md, pools",
                    new LintText(
                            "a grant restricts a region of a pool, where grants are not enforced",
                            "Guests of a pool map all of its memory: they read and write whatever"
                                    + " is granted.",
                            "Keep guests that must not see each other out of one pool.",
                            "the appearance of the device in the pool, the creation of the region,"
                                    + " and the grant"));

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.GRANT);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        DeviceFacts device = scene.device();
        RegionFacts region = scene.region();
        if (device.pool().isEmpty()
                || !(event.record() instanceof TapRecord.Grant grant)
                || PermissionSet.READ_WRITE.equals(
                        new PermissionSet(grant.rights()).and(PermissionSet.READ_WRITE))) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s restricts region %s to %s, but every guest of pool %s can read and write it"
                                .formatted(
                                        device.name(),
                                        ValueText.shortToken(event.token()),
                                        new PermissionSet(grant.rights()),
                                        device.pool()),
                device.addedIn(),
                region == null ? -1 : region.created(),
                event.number());
    }
}

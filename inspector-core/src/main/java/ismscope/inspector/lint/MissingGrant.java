package ismscope.inspector.lint;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;

/// A refusal for want of READ, WRITE, ATTACH or MANAGE, with the grant that decided it.
final class MissingGrant implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1005,
                    "missing-grant",
                    Severity.WARN,
                    "virtio-ism draft, permissions",
                    new LintText(
                            "command refused for want of a right",
                            "The device does not let the driver do what nobody has granted it.",
                            "Let a device with MANAGE grant the right, for this device"
                                    + " (GRANT_SET_FOR_DEVICE) or by default (GRANT_SET_DEFAULT),"
                                    + " before the command.",
                            "the grant that decides, the command, and its refusal"));

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.REPLY);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        Refusal refusal = scene.refusal();
        if (refusal == null || !isDenial(refusal.ack())) {
            return;
        }
        DeviceFacts device = scene.device();
        RegionFacts region = scene.region();
        long decided = region == null ? -1 : region.decisiveFor(device.devid()).event();
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s lacks %s on %s%s"
                                .formatted(
                                        device.name(),
                                        missing(refusal),
                                        ValueText.shortToken(refusal.request().token()),
                                        region == null ? "" : decision(device, region)),
                decided,
                refusal.request().number(),
                event.number());
    }

    private static boolean isDenial(Ack ack) {
        return ack == Ack.PERM_EATTACH || ack == Ack.PERM_EREAD || ack == Ack.PERM_EWRITE;
    }

    private static String missing(Refusal refusal) {
        return switch (refusal.ack()) {
            case PERM_EREAD -> "READ";
            case PERM_EWRITE -> "WRITE";
            default ->
                    refusal.command() instanceof ControlCommand.AttachRegion ? "ATTACH" : "MANAGE";
        };
    }

    private static String decision(DeviceFacts device, RegionFacts region) {
        PermissionSet rights = new PermissionSet(region.decisiveFor(device.devid()).rights());
        return region.hasGrant(device.devid())
                ? ": it is granted " + rights
                : ": the default is " + rights + ", and it has no grant of its own";
    }
}

package ismscope.inspector.lint;

import static ismscope.inspector.lint.Story.CHUNK;
import static ismscope.inspector.lint.Story.FEATURES;
import static ismscope.inspector.lint.Story.WINDOW;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// For every rule that the device does not check itself the shortest story in which it is broken,
/// once.
final class Scenes {
    static final long TOKEN = 0x1f2e_3d4c_5b6a_7988L;
    private static final long OTHER = 0x0a1b_2c3d_4e5f_6071L;

    /// By the rule's name.
    static final Map<String, Consumer<Story>> ALL = new LinkedHashMap<>();

    static {
        notifications();
        doorbells();
        commands();
        regions();
        drivers();
    }

    private Scenes() {}

    private static void scene(LintRule rule, Consumer<Story> story) {
        ALL.put(rule.slug(), story);
    }

    /// {@return the story of the rule of this name}
    static Story tell(String slug) {
        Story story = new Story();
        Objects.requireNonNull(ALL.get(slug), slug).accept(story);
        return story;
    }

    /// vm1 and vm2 share a region in chunk 1.
    static void shared(Story story) {
        story.boot(1);
        story.boot(2);
        story.allocate(1, TOKEN, 1);
        story.attach(2, TOKEN, 1);
    }

    private static void notifications() {
        scene(
                LostWakeUp.RULE,
                story -> {
                    shared(story);
                    story.notify(1, 2, TOKEN, 1);
                    story.ring(1, TOKEN, 1);
                    story.deliver(2, TOKEN, 1, 1);
                    story.ring(1, TOKEN, 1);
                    story.swallow(2, TOKEN, TapRecord.Swallowed.MERGED);
                });
        scene(
                LostKick.RULE,
                story -> {
                    story.plug(1);
                    story.status(1, 0, 1);
                    story.status(1, 1, 3);
                    story.put(1, 0, new TapRecord.Features(FEATURES, FEATURES));
                    story.status(1, 3, 11);
                    story.queue(1, 0, true);
                    story.queue(1, 1, true);
                    story.violate(1, 0, ViolationRule.NOTIFY_TOO_EARLY, ": queue=0");
                    story.status(1, 11, 15);
                    story.pause(5_000);
                    story.reset(1);
                });
        scene(
                StarvedEventQueue.RULE,
                story -> {
                    shared(story);
                    story.notify(1, 2, TOKEN, 1);
                    story.store(2, TOKEN, 512, 8);
                    story.ring(1, TOKEN, 1);
                    story.ring(1, TOKEN, 1);
                    story.swallow(2, TOKEN, TapRecord.Swallowed.MERGED);
                    story.pause(25);
                    story.deliver(2, TOKEN, 1, 1);
                });
        scene(
                MergedRingers.RULE,
                story -> {
                    shared(story);
                    story.boot(3);
                    story.attach(3, TOKEN, 1);
                    story.ring(1, TOKEN, 1);
                    story.ring(3, TOKEN, 1);
                    story.swallow(2, TOKEN, TapRecord.Swallowed.MERGED);
                    story.deliver(2, TOKEN, 1, 1);
                });
        scene(
                UnheardUpdate.RULE,
                story -> {
                    story.boot(1);
                    story.plug(2);
                    story.start(2, FeatureBit.VERSION_1.mask());
                    story.allocate(1, TOKEN, 1);
                    story.attach(2, TOKEN, 1);
                    for (int i = 0; i < 2; i++) {
                        story.ring(1, TOKEN, 1);
                        story.swallow(2, TOKEN, TapRecord.Swallowed.NOT_ENABLED);
                    }
                });
    }

    private static void doorbells() {
        scene(
                UseAfterDetach.RULE,
                story -> {
                    shared(story);
                    story.notify(2, 1, TOKEN, 1);
                    story.detach(2, TOKEN, false);
                    story.ring(2, 0, 1);
                    story.violate(2, 0, ViolationRule.DOORBELL_NO_REGION, ": offset=0x1000");
                    story.swallow(2, 0, TapRecord.Swallowed.NO_REGION);
                });
        scene(
                WrongDoorbell.RULE,
                story -> {
                    shared(story);
                    story.newFlow();
                    story.put(1, 0, new TapRecord.Doorbell(CHUNK));
                    story.violate(1, 0, ViolationRule.DOORBELL_NO_REGION, ": offset=0x10000");
                    story.swallow(1, 0, TapRecord.Swallowed.NO_REGION);
                });
        scene(
                EarlyNotification.RULE,
                story -> {
                    story.boot(1);
                    story.boot(2);
                    story.allocate(1, TOKEN, 1);
                    story.ring(1, TOKEN, 1);
                    story.swallow(1, TOKEN, TapRecord.Swallowed.NO_PEER);
                    story.attach(2, TOKEN, 1);
                });
        scene(
                LonelyDoorbell.RULE,
                story -> {
                    story.boot(1);
                    story.allocate(1, TOKEN, 1);
                    for (int i = 0; i < LonelyDoorbell.TOO_MANY + 4; i++) {
                        story.ring(1, TOKEN, 1);
                        story.swallow(1, TOKEN, TapRecord.Swallowed.NO_PEER);
                    }
                });
        scene(
                IgnoredReset.RULE,
                story -> {
                    shared(story);
                    story.violate(1, 0, ViolationRule.CHAIN_LOOP, ": head=3");
                    story.status(1, 15, 79);
                    story.ring(1, TOKEN, 1);
                    story.ring(1, TOKEN, 1);
                });
    }

    private static void commands() {
        ControlCommand attach = new ControlCommand.AttachRegion(TOKEN, 3);
        scene(
                UseAfterFree.RULE,
                story -> {
                    shared(story);
                    story.notify(1, 2, TOKEN, 1);
                    story.detach(1, TOKEN, false);
                    story.detach(2, TOKEN, true);
                    story.refused(1, TOKEN, attach, Ack.ENOENT);
                });
        scene(
                MissingGrant.RULE,
                story -> {
                    story.boot(1);
                    story.boot(2);
                    story.allocate(1, TOKEN, 1);
                    story.newFlow();
                    story.grant(1, TOKEN, TapRecord.Grant.DEFAULT, PermissionSet.READ);
                    story.refused(2, TOKEN, attach, Ack.PERM_EATTACH);
                });
        scene(
                SmallReply.RULE,
                story -> {
                    story.boot(1);
                    story.boot(2);
                    story.allocate(1, TOKEN, 1);
                    story.newFlow();
                    story.ask(2, TOKEN, attach, 24);
                    story.answer(2, TOKEN, attach.code(), new ControlReply.Refused(Ack.E2BIG, 2));
                });
        scene(
                AttachedTwice.RULE,
                story -> {
                    shared(story);
                    story.refused(2, TOKEN, attach, Ack.ERR);
                });
        scene(
                NotAttached.RULE,
                story -> {
                    shared(story);
                    story.detach(2, TOKEN, false);
                    story.refused(2, TOKEN, new ControlCommand.DetachRegion(TOKEN), Ack.ENOENT);
                });
        scene(
                GuessedToken.RULE,
                story -> {
                    story.boot(1);
                    for (int i = 0; i < GuessedToken.TOO_MANY + 2; i++) {
                        ControlCommand guess = new ControlCommand.AttachRegion(OTHER + i, 3);
                        story.refused(1, OTHER + i, guess, Ack.ENOENT);
                    }
                });
        scene(
                ExhaustedMemory.RULE,
                story -> {
                    story.boot(1);
                    story.refused(1, 0, new ControlCommand.AllocRegion(WINDOW), Ack.ENOSPEC);
                });
        scene(
                EmptyAllocation.RULE,
                story -> {
                    story.boot(1);
                    story.refused(1, 0, new ControlCommand.AllocRegion(0), Ack.ERR);
                });
        scene(
                VectorWithoutFeature.RULE,
                story -> {
                    story.plug(1);
                    story.start(1, FeatureBit.mask(FeatureBit.VERSION_1, FeatureBit.EVENT_VQ));
                    story.allocate(1, TOKEN, 1);
                    story.refused(1, TOKEN, new ControlCommand.SetEventVector(TOKEN, 3), Ack.ERR);
                });
        scene(
                UnansweredRequest.RULE,
                story -> {
                    story.boot(1);
                    story.newFlow();
                    story.ask(1, 0, new ControlCommand.AllocRegion(CHUNK));
                    story.pause(5_000);
                    story.reset(1);
                });
        scene(
                HeadInFlight.RULE,
                story -> {
                    story.boot(1);
                    story.newFlow();
                    story.ask(1, 0, new ControlCommand.AllocRegion(CHUNK));
                    story.newFlow();
                    story.ask(1, 0, new ControlCommand.AllocRegion(2 * CHUNK));
                });
    }

    private static void regions() {
        scene(
                LeakedRegion.RULE,
                story -> {
                    shared(story);
                    story.detach(2, TOKEN, false);
                    for (int i = 0; i < LeakedRegion.ALLOCATIONS + 2; i++) {
                        story.newFlow();
                        story.put(1, OTHER + i, new TapRecord.RegionCreated(CHUNK, 1));
                        story.map(1, OTHER + i, 2 + i);
                    }
                });
        scene(
                RacingWriters.RULE,
                story -> {
                    shared(story);
                    story.store(1, TOKEN, 64, 16);
                    story.store(2, TOKEN, 72, 16);
                });
        scene(
                AttachChurn.RULE,
                story -> {
                    shared(story);
                    for (int i = 0; i < AttachChurn.TOO_MANY + 2; i++) {
                        story.detach(2, TOKEN, false);
                        story.attach(2, TOKEN, 1);
                    }
                });
        scene(
                UnusedRegion.RULE,
                story -> {
                    story.boot(1);
                    story.allocate(1, TOKEN, 1);
                    story.detach(1, TOKEN, true);
                });
        scene(
                UnenforcedGrant.RULE,
                story -> {
                    story.plug(1, "blue");
                    story.start(1, FEATURES);
                    story.allocate(1, TOKEN, 1);
                    story.newFlow();
                    story.grant(1, TOKEN, TapRecord.Grant.DEFAULT, PermissionSet.ATTACH);
                });
        scene(
                GrantToNobody.RULE,
                story -> {
                    shared(story);
                    story.newFlow();
                    story.grant(1, TOKEN, 7, PermissionSet.READ);
                    story.detach(2, TOKEN, false);
                    story.detach(1, TOKEN, true);
                });
    }

    private static void drivers() {
        scene(
                SkippedStatus.RULE,
                story -> {
                    story.plug(1);
                    story.status(1, 0, 2);
                });
        scene(
                IgnoredFailure.RULE,
                story -> {
                    story.plug(1);
                    story.status(1, 0, 3);
                    story.status(1, 3, 131);
                    story.put(1, 0, new TapRecord.Features(FEATURES, FEATURES));
                    story.status(1, 131, 139);
                });
        scene(
                MissingEventQueue.RULE,
                story -> {
                    story.plug(1);
                    story.status(1, 0, 3);
                    story.put(1, 0, new TapRecord.Features(FEATURES, FEATURES));
                    story.status(1, 3, 11);
                    story.queue(1, 0, true);
                    story.status(1, 11, 15);
                });
        scene(
                MissingControlQueue.RULE,
                story -> {
                    story.plug(1);
                    story.status(1, 0, 3);
                    long features = FeatureBit.VERSION_1.mask();
                    story.put(1, 0, new TapRecord.Features(FEATURES, features));
                    story.status(1, 3, 11);
                    story.status(1, 11, 15);
                });
        scene(
                DeadVm.RULE,
                story -> {
                    shared(story);
                    story.notify(2, 1, TOKEN, 1);
                    story.newFlow();
                    story.put(2, TOKEN, new TapRecord.Unmapped(TapRecord.Unmapped.DISCONNECTED));
                    story.put(
                            2,
                            0,
                            new TapRecord.DeviceRemoved(TapRecord.DeviceRemoved.DISCONNECTED));
                });
    }

    /// {@return how a violation is recorded that no scenario commits}
    static Consumer<Story> violation(ViolationRule rule) {
        return story -> {
            shared(story);
            story.ring(1, TOKEN, 1);
            story.violate(1, TOKEN, rule, "");
        };
    }
}

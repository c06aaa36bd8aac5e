package ismscope.inspector.lint;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;

/// Attaches refused one after the other for tokens that never existed.
final class GuessedToken implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1021,
                    "guessed-token",
                    Severity.WARN,
                    "virtio-ism draft, token",
                    new LintText(
                            "a device tries one unknown token after the other",
                            "A token is a capability: whoever guesses one is in. With 64 random"
                                    + " bits it will not succeed, but it tries.",
                            "Look at where this guest has its tokens from, and whether it is what"
                                    + " it should be.",
                            "four refusals of different tokens"));

    /// Tokens that are too many.
    static final int TOO_MANY = 4;

    private final Int2ObjectHashMap<Guesses> guesses = new Int2ObjectHashMap<>();

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.REPLY, TapKind.DEVICE_REMOVED);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        if (!(event.record() instanceof TapRecord.Reply)) {
            guesses.remove(event.device());
            return;
        }
        Refusal refusal = scene.refusal();
        if (refusal == null) {
            // It is let in, or does something else: whoever guesses does nothing but that.
            guesses.remove(event.device());
            return;
        }
        if (refusal.ack() != Ack.ENOENT
                || !(refusal.command() instanceof ControlCommand.AttachRegion(long token, _))
                || !scene.isWhole()
                || scene.region() != null
                || scene.freedIn(token) >= 0) {
            return;
        }
        Guesses made = guesses.computeIfAbsent(event.device(), _ -> new Guesses());
        if (!made.isNew(token)) {
            return;
        }
        made.tokens[made.count] = token;
        made.replies[made.count++] = event.number();
        if (made.count == TOO_MANY) {
            guesses.remove(event.device());
            sink.found(
                    RULE,
                    Certainty.POSSIBLE,
                    () ->
                            "%s has tried %d tokens that never existed"
                                    .formatted(scene.device().name(), TOO_MANY),
                    made.replies);
        }
    }

    @Override
    public void forget() {
        guesses.clear();
    }

    /// Unknown tokens that a device has tried.
    private static final class Guesses {
        private final long[] tokens = new long[TOO_MANY];
        private final long[] replies = new long[TOO_MANY];
        private int count;

        private boolean isNew(long token) {
            for (int i = 0; i < count; i++) {
                if (tokens[i] == token) {
                    return false;
                }
            }
            return true;
        }
    }
}

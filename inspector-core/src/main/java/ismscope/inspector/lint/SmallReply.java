package ismscope.inspector.lint;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.CommandCode;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.IsmLayout;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;

/// E2BIG, with what was there and what is needed.
final class SmallReply implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1008,
                    "reply-too-small",
                    Severity.NOTE,
                    "virtio-ism draft, controlq",
                    new LintText(
                            "the chain has too little room for the reply",
                            "The command is refused with E2BIG and changes nothing.",
                            "Give the chain 17 + 16 n writable bytes for ALLOC_REGION, 9 + 16 n for"
                                + " ATTACH_REGION, where n is the number of areas that the refusal"
                                + " tells.",
                            "the command and its refusal"));

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
        if (refusal == null
                || refusal.ack() != Ack.E2BIG
                || !(refusal.request().record() instanceof TapRecord.Request asked)) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s has %s for the reply%s"
                                .formatted(
                                        scene.device().name(),
                                        ValueText.count(asked.writableLength(), "byte"),
                                        needed(refusal)),
                refusal.request().number(),
                event.number());
    }

    private static String needed(Refusal refusal) {
        CommandCode code =
                refusal.command() == null ? null : CommandCode.fromWire(refusal.command().code());
        if (code != null
                && refusal.reply().record() instanceof TapRecord.Reply reply
                && IsmCodec.decodeReply(code.wire(), reply.bytes())
                        instanceof Decoded.Valid(ControlReply.Refused(_, long areas))
                && areas > 0
                && areas <= Integer.MAX_VALUE) {
            return ", which needs " + IsmLayout.replyLength(code, (int) areas);
        }
        return ", fewer than even the number of areas takes";
    }
}

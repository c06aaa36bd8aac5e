package ismscope.inspector.export;

import ismscope.device.tap.TapKind;
import ismscope.inspector.capture.CapturedRecord;
import ismscope.inspector.capture.RecordCodec;
import ismscope.inspector.event.Dissector;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.Field;
import ismscope.inspector.event.IsmField;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// A session with other tokens: tokens are capabilities, and here each is replaced by a name, the
/// same everywhere: in record headers, commands and replies, content, texts and comments.
///
/// Lengths do not change. What stays is a token of which two records hold a part each, and one
/// written otherwise than as 64 bits little-endian or in hex or decimal digits.
final class TokenRedaction implements EventContext {
    private static final Set<String> TOKENS =
            Set.of(
                    IsmField.TOKEN.fieldName(),
                    IsmField.CMD_TOKEN.fieldName(),
                    IsmField.REPLY_TOKEN.fieldName());

    private final EventContext session;
    private final TokenNames names;
    private final TokenScrubber scrubber;

    private TokenRedaction(EventContext session, TokenNames names) {
        this.session = session;
        this.names = names;
        this.scrubber = new TokenScrubber(names);
    }

    /// Collects the tokens of a session; that looks at each of its events.
    ///
    /// @param steps one is taken for each event
    static TokenRedaction of(EventContext session, ExportSteps steps) throws ExportCancelled {
        SequencedMap<Long, Boolean> tokens = new LinkedHashMap<>();
        for (long number = 0; number < session.eventCount(); number++) {
            steps.take();
            Event event = session.event(number);
            add(event.token(), tokens);
            if (carriesTokens(event)) {
                collect(Dissector.dissect(event, session), event.bytes(), tokens);
            }
        }
        return new TokenRedaction(session, new TokenNames(tokens));
    }

    private static boolean carriesTokens(Event event) {
        return event.kind() == TapKind.REQUEST || event.kind() == TapKind.REPLY;
    }

    private static void add(long token, SequencedMap<Long, Boolean> tokens) {
        if (token != 0) {
            tokens.putIfAbsent(token, true);
        }
    }

    private static void collect(
            List<Field> fields, byte[] bytes, SequencedMap<Long, Boolean> tokens) {
        for (Field field : fields) {
            if (TOKENS.contains(field.name()) && field.length() == Long.BYTES) {
                add(TokenScrubber.word(bytes, field.offset()), tokens);
            }
            collect(field.children(), bytes, tokens);
        }
    }

    /// {@return the event with names in the place of tokens}
    Event redacted(Event event) {
        byte[] bytes = event.bytes().clone();
        if (carriesTokens(event)) {
            replace(Dissector.dissect(event, session), bytes);
        }
        scrubber.scrub(bytes, 0);
        CapturedRecord decoded =
                (event.flags() & Event.CUT) != 0
                        ? RecordCodec.decodeCut(bytes)
                        : RecordCodec.decode(bytes);
        return new Event(
                event.number(),
                event.timeNanos(),
                event.device(),
                event.flags(),
                event.sequence(),
                event.flow(),
                decoded.header().token(),
                decoded.record(),
                bytes,
                text(event.comment()));
    }

    /// Puts names into the token fields; the first bytes of a token that is cut become zeros.
    private void replace(List<Field> fields, byte[] bytes) {
        for (Field field : fields) {
            if (TOKENS.contains(field.name()) && field.length() == Long.BYTES) {
                long token = TokenScrubber.word(bytes, field.offset());
                TokenScrubber.putWord(bytes, field.offset(), names.nameOf(token));
            } else if (TOKENS.contains(field.name()) && field.length() > 0) {
                Arrays.fill(bytes, field.offset(), field.offset() + field.length(), (byte) 0);
            }
            replace(field.children(), bytes);
        }
    }

    /// {@return the text with names in the place of tokens}
    String text(String text) {
        return scrubber.scrub(text);
    }

    @Override
    public long eventCount() {
        return session.eventCount();
    }

    @Override
    public TapKind kind(long event) {
        return session.kind(event);
    }

    @Override
    public long flow(long event) {
        return session.flow(event);
    }

    @Override
    public long counterpart(long event) {
        return session.counterpart(event);
    }

    @Override
    public Event event(long event) {
        return redacted(session.event(event));
    }

    @Override
    public String deviceName(int device) {
        return text(session.deviceName(device));
    }

    @Override
    public int deviceWithDevid(long devid) {
        return session.deviceWithDevid(devid);
    }

    @Override
    public long deviceAppearance(int device) {
        return session.deviceAppearance(device);
    }

    @Override
    public long regionCreation(long token) {
        return session.regionCreation(names.originalOf(token));
    }
}

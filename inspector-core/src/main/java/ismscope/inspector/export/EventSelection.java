package ismscope.inspector.export;

import ismscope.device.tap.TapKind;
import ismscope.inspector.session.SessionSnapshot;
import java.util.Set;

/// The events in a range that concern certain devices, regions and kinds. Answers from the index,
/// without decoding an event.
///
/// @param devices ordinals, empty for all
/// @param tokens of regions, empty for all
/// @param kinds empty for all
/// @param first number of the first event, 0 and up
/// @param last number of the last event, included
public record EventSelection(
        Set<Integer> devices, Set<Long> tokens, Set<TapKind> kinds, long first, long last)
        implements EventFilter {
    /// Every event.
    public static final EventSelection ALL =
            new EventSelection(Set.of(), Set.of(), Set.of(), 0, Long.MAX_VALUE);

    /// Copies the sets in.
    public EventSelection {
        devices = Set.copyOf(devices);
        tokens = Set.copyOf(tokens);
        kinds = Set.copyOf(kinds);
    }

    /// {@return these events as far as they lie in a range, both ends included}
    public EventSelection between(long first, long last) {
        return new EventSelection(devices, tokens, kinds, first, last);
    }

    /// {@return these events as far as they are of these devices}
    public EventSelection ofDevices(Set<Integer> devices) {
        return new EventSelection(devices, tokens, kinds, first, last);
    }

    /// {@return these events as far as they are about these regions}
    public EventSelection ofTokens(Set<Long> tokens) {
        return new EventSelection(devices, tokens, kinds, first, last);
    }

    /// {@return these events as far as they are of these kinds}
    public EventSelection ofKinds(Set<TapKind> kinds) {
        return new EventSelection(devices, tokens, kinds, first, last);
    }

    @Override
    public boolean accepts(SessionSnapshot session, long event) {
        return event >= first
                && event <= last
                && (devices.isEmpty() || devices.contains(session.device(event)))
                && (kinds.isEmpty() || kinds.contains(session.kind(event)))
                && (tokens.isEmpty() || tokens.contains(session.token(event)));
    }
}

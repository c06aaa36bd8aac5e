package ismscope.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.event.FieldText;
import ismscope.inspector.export.EventListing;
import ismscope.inspector.export.FindingListing;
import ismscope.inspector.export.StateListing;
import ismscope.inspector.export.StatisticsListing;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterException;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.statistics.Scope;
import ismscope.inspector.statistics.Statistics;
import ismscope.inspector.statistics.StatisticsRun;
import ismscope.inspector.timeline.Lane;
import ismscope.inspector.timeline.Timeline;
import ismscope.inspector.timeline.TimelineView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.LongStream;

/// All that the engine says of a session, as texts: two sessions that are the same say the same.
///
/// @param events a text for each: its line in the list and its fields
/// @param findings with their proofs
/// @param states at some events, with the bytes of regions
/// @param filters what each of [#FILTERS] finds
/// @param statistics all tables
/// @param timeline what its tracks count
public record EngineSays(
        List<String> events,
        List<String> findings,
        List<String> states,
        SequencedMap<String, List<Long>> filters,
        List<String> statistics,
        List<String> timeline) {
    /// Filters of all sorts: of columns, records, commands, lines, states.
    public static final List<String> FILTERS =
            List.of(
                    "ism.kind in {DOORBELL, INTERRUPT}",
                    "ism.cmd == ATTACH && ism.status != OK",
                    "ism.latency > 3us || ism.response_in",
                    "!(ism.response_to) && ism.token",
                    "ism.region.created_in < 40",
                    "ism.peer == \"vm2\" || ism.vm matches \"[13]$\"",
                    "_ws.col.info matches \"OK|peer|lost\"",
                    "ism.content.bytes[1:2] == 00:00 || len(frame) > 70",
                    "flow(#1) || frame.time_delta > 1us",
                    "region.peers > 1 && ism.kind != CONTENT",
                    "vm.pending > 0 || token.granted",
                    "ism.vm == \"vm1\" ^^ changed");

    private static final int STATES = 12;
    private static final int WINDOW = 4096;
    private static final int MOST_ROWS = 1 << 16;

    /// Compares what is said of two sessions, part by part.
    public static void assertSame(EngineSays actual, EngineSays expected, String what) {
        assertThat(actual.events).as(what).isEqualTo(expected.events);
        assertThat(actual.findings).as(what).isEqualTo(expected.findings);
        assertThat(actual.states).as(what).isEqualTo(expected.states);
        expected.filters.forEach((filter, matches) ->
                assertThat(actual.found(filter)).as("%s: %s", what, filter).isEqualTo(matches));
        assertThat(actual.statistics).as(what).isEqualTo(expected.statistics);
        assertThat(actual.timeline).as(what).isEqualTo(expected.timeline);
    }

    /// {@return the events that one of [#FILTERS] finds}
    public List<Long> found(String filter) {
        return filters.getOrDefault(filter, List.of());
    }

    /// {@return what is said of a session}
    public static EngineSays of(SessionSnapshot session) {
        SequencedMap<String, List<Long>> filters = new LinkedHashMap<>();
        for (String text : FILTERS) {
            filters.put(text, numbers(run(text, session).advance(session)));
        }
        return new EngineSays(
                events(session),
                findings(session),
                states(session),
                filters,
                statistics(session, new StatisticsRun(Scope.EVERYTHING).advance(session)),
                timeline(new Timeline().advance(session, _ -> true), session));
    }

    /// {@return a filter that has not begun; a flow that is not there yet is that of event 1}
    public static FilterRun run(String text, SessionSnapshot session) {
        try {
            boolean any = session.eventCount() > 0;
            String known = any ? text : text.replace("flow(#1)", "ism.flow == 0");
            return new FilterRun(Filter.parse(known, session));
        } catch (FilterException e) {
            throw new AssertionError(text, e);
        }
    }

    /// {@return the events that match}
    public static List<Long> numbers(Matches matches) {
        return LongStream.range(0, matches.count()).mapToObj(matches::event).toList();
    }

    private static List<String> events(SessionSnapshot session) {
        EventListing listing = new EventListing(session, TimeFormat.RELATIVE);
        return LongStream.range(0, session.eventCount())
                .mapToObj(event ->
                        listing.line(event) + '\n' + FieldText.tree(session.dissect(event)))
                .toList();
    }

    private static List<String> findings(SessionSnapshot session) {
        List<String> lines = new ArrayList<>();
        new FindingListing(session, TimeFormat.RELATIVE).list(_ -> true, lines::add);
        lines.add("gaps: " + session.findings().gapCount());
        return lines;
    }

    private static List<String> states(SessionSnapshot session) {
        List<String> lines = new ArrayList<>();
        long count = session.eventCount();
        for (long i = 1; i <= STATES && count > 0; i++) {
            long event = (count * i + STATES - 1) / STATES - 1;
            SessionState state = session.stateAt(event);
            new StateListing(state).list(lines::add);
            for (long token : state.regions().keySet()) {
                byte[] bytes = new byte[WINDOW];
                long[] writers = new long[WINDOW];
                int known = session.regionAt(token, event).read(0, bytes, writers);
                lines.add(
                        "%d bytes, %08x by %08x"
                                .formatted(
                                        known, Arrays.hashCode(bytes), Arrays.hashCode(writers)));
            }
        }
        return lines;
    }

    /// {@return all tables}
    public static List<String> statistics(SessionSnapshot session, Statistics figures) {
        List<String> lines = new ArrayList<>();
        new StatisticsListing(session, figures, MOST_ROWS).list(lines::add);
        return lines;
    }

    /// {@return what its tracks count in four stretches of equal length}
    public static List<String> timeline(TimelineView view, SessionSnapshot session) {
        List<String> lines = new ArrayList<>(List.of(view.gaps().toString()));
        long end = view.events();
        long[] bounds = {0, end / 4, end / 2, end * 3 / 4, end};
        int[] counts = new int[bounds.length - 1];
        boolean[] running = new boolean[bounds.length - 1];
        long[] bytes = new long[bounds.length - 1];
        Map<Lane, String> lanes = new LinkedHashMap<>();
        for (int track = 0; track < view.trackCount(); track++) {
            int device = view.device(track);
            for (Lane lane : Lane.values()) {
                view.count(device, lane, bounds, counts);
                lanes.put(lane, Arrays.toString(counts));
            }
            view.running(device, bounds, running);
            view.liveBytes(device, bounds, bytes);
            lines.add(
                    "%s %s %s %s"
                            .formatted(
                                    session.deviceName(device),
                                    lanes,
                                    Arrays.toString(running),
                                    Arrays.toString(bytes)));
        }
        return lines;
    }
}

package ismscope.inspector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.event.Field;
import ismscope.inspector.filter.FilterCompletion.Suggestion;
import ismscope.inspector.filter.FilterWords.How;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the window proposes, and what it writes for what is pointed at.
class FilterCompletionTest {
    private static List<Suggestion> at(String text) {
        return FilterCompletion.at(text, text.length(), List.of("host", "vm1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ism.tok | ism.token
                    token   | token.rights
                    ism.cmd | ism.cmd.class
                    latency | ism.latency
                    ism.cmd == AT | ATTACH
                    ism.cmd in {ALLOC, DET | DETACH
                    ism.status != | OK
                    changed && ism.vm == v | "vm1"
                    ism.rights & | NONE
                    cou | count(
                    ism.size == 5 | &&
                    """)
    void proposesTheLikeliestFirst(String typed, String first) {
        String text = typed.equals("ism.size == 5") ? typed + " " : typed;
        assertThat(at(text)).isNotEmpty();
        assertThat(at(text).getFirst().text()).isEqualTo(first);
    }

    @Test
    void behindAFieldComeItsComparisonsAndWhatJoins() {
        assertThat(at("ism.vm ").stream().map(Suggestion::text))
                .containsExactly("==", "!=", "contains", "matches", "in", "&&", "||", "^^");
    }

    @Test
    void replacesTheWordThatWasBegun() {
        Suggestion suggestion = at("changed && ism.tok").getFirst();
        assertThat(suggestion.into("changed && ism.tok == 5"))
                .isEqualTo("changed && ism.token == 5");
        assertThat(suggestion.caret()).isEqualTo("changed && ism.token".length());
    }

    @Test
    void proposesNothingWithinText() {
        assertThat(at("ism.vm == \"v")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ONLY, b",
        "NOT, !(b)",
        "AND, a && b",
        "OR, a || b",
        "AND_NOT, a && !(b)",
        "OR_NOT, a || !(b)"
    })
    void joinsWhatIsPointedAt(How how, String joined) {
        assertThat(how.join(" a ", "b")).isEqualTo(joined);
        assertThat(How.AND.join("a || c", "b")).isEqualTo("(a || c) && b");
        assertThat(how.join("", "b")).isIn("b", "!(b)");
    }

    @Test
    void whatIsWrittenForAFieldWantsItsEvent() throws Exception {
        try (RecordingSession session =
                RecordingSession.open(
                        Path.of("..", "sample-traces", "faulty-driver", "trace.pcapng"))) {
            session.awaitEnd();
            SessionSnapshot snapshot = session.snapshot();
            for (long event = 0; event < snapshot.eventCount(); event += 7) {
                assertWanted(snapshot, event, snapshot.dissect(event));
                String vm = FilterWords.valueOf(snapshot, event, "ism.vm");
                assertThat(Filter.parse(vm, snapshot).accepts(snapshot, event)).isTrue();
            }
        }
    }

    private static void assertWanted(SessionSnapshot snapshot, long event, List<Field> fields)
            throws FilterException {
        for (Field field : fields) {
            String text = FilterWords.of(snapshot, snapshot.event(event), field);
            // Nothing to ask is for what is not there, cut short or was not said.
            assertThat(text.isEmpty() || Filter.parse(text, snapshot).accepts(snapshot, event))
                    .as("%s of event %d", text, event)
                    .isTrue();
            assertWanted(snapshot, event, field.children());
        }
    }
}

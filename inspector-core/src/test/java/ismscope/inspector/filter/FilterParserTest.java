package ismscope.inspector.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {
    private static RecordingSession session;
    private static SessionSnapshot snapshot;

    @BeforeAll
    static void open() throws Exception {
        session = RecordingSession.open(Path.of("..", "sample-traces", "hello", "trace.pcapng"));
        session.awaitEnd();
        snapshot = session.snapshot();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ism.tokn == 5                | 0  | 8  | there is no field "ism.tokn" | ism.token
                    vm == "vm1"                  | 0  | 2  | there is no field "vm" | ism.vm
                    ism.cmd == ATACH             | 11 | 5  | ism.cmd has no value "ATACH" | ATTACH
                    ism.vm > 5 && ism.token == x | 27 | 1  | ism.token is a number, "x" is none | ``
                    ism.token == "0x5"           | 13 | 5  | ism.token is a number, text is none | 0x5
                    ism.token contains 00        | 10 | 8  | ism.token is a number; only text and bytes can be asked what they contain | ==
                    ism.token[0] == 1            | 9  | 3  | ism.token is a number; only text and bytes have slices | ``
                    ism.latency > fast           | 14 | 4  | ism.latency is a duration, as 1ms, 2.5us or 300ns | ``
                    ism.content.bytes == xyz     | 21 | 3  | ism.content.bytes is bytes, as de:ad:be:ef or "text" | ``
                    ism.vm == a.b                | 10 | 3  | ism.vm is text: put it in quotes | "a.b"
                    ism.vm matches "("           | 15 | 3  | this is no regular expression: unclosed group | ``
                    ism.vm matches vm            | 15 | 2  | a regular expression stands in quotes | "vm"
                    ism.vm = "vm1"               | 7  | 1  | one = compares nothing | ==
                    ism.vm == "vm1               | 10 | 4  | this text has no closing quote | ``
                    ism.vm ==                    | 9  | 0  | the filter ends where a value is expected | ``
                    ism.vm ==  && changed        | 11 | 2  | a value is expected here | ``
                    (ism.vm                      | 7  | 0  | a ( is never closed | )
                    ism.vm)                      | 6  | 1  | this ) closes nothing | ``
                    ism.vm "vm1"                 | 7  | 5  | "vm1" is one too many; join tests | &&
                    ism.size == 1 == 2           | 14 | 2  | a comparison has two sides; join two comparisons | &&
                    5 < ism.size                 | 0  | 1  | a test begins with a field, not with a number | ``
                    ism.size in {1, 2            | 17 | 0  | the set is never closed | }
                    ism.size in 1                | 12 | 1  | a set begins with a brace | {
                    ism.size == 99999999999999999999 | 12 | 20 | "99999999999999999999" is no 64-bit number | ``
                    ism.size == 18446744073709551615K | 12 | 21 | 18446744073709551615K does not fit into 64 bits | ``
                    ism.size == ism.vm           | 12 | 6  | ism.vm is text and cannot be compared with number | ``
                    flow(#4711)                  | 5  | 5  | there is no event #4711, the session has 91 | ``
                    len(ism.token) > 1           | 0  | 3  | len() takes text or bytes | ``
                    len(ism.vm)                  | 0  | 3  | this is not compared with anything | ``
                    ism.vm & 1                   | 7  | 1  | ism.vm is text; only numbers have bits | &&
                    ism.vm == "\\q"              | 11 | 2  | there is no such escape; write \\\\ for a backslash | ``
                    """)
    void saysWhatIsWrongAndWhere(
            String text, int position, int length, String sentence, String suggestion) {
        // Trailing blanks of the table are not part of the filter.
        FilterFault fault = fault(text.strip());
        assertThat(fault.sentence())
                .isEqualTo(sentence.replace("91", String.valueOf(snapshot.eventCount())));
        assertThat(fault.position()).isEqualTo(position);
        assertThat(fault.length()).isEqualTo(length);
        assertThat(fault.suggestion()).isEqualTo(suggestion == null ? "" : suggestion);
    }

    private static FilterFault fault(String text) {
        FilterException wrong =
                catchThrowableOfType(FilterException.class, () -> Filter.parse(text, snapshot));
        assertThat(wrong).as(text).isNotNull();
        return wrong.fault();
    }

    @Test
    void namesTheSignThatIsWrittenTwice() {
        assertThat(fault("ism.vm | changed"))
                .isEqualTo(new FilterFault(7, 1, "\"|\" means nothing here", "||"));
    }

    @Test
    void drawsALineUnderWhatIsWrong() {
        String text = "changed && ism.tokn == 5";
        assertThat(fault(text).underlined(text))
                .isEqualTo("  changed && ism.tokn == 5%n             ^^^^^^^^".formatted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t\n"})
    void withoutWordsWantsEverything(String text) throws FilterException {
        assertThat(Filter.parse(text, snapshot).wantsAll()).isTrue();
    }

    @Test
    void bytesAsLongAsAFilterMayBeTakeNoDeepStack() throws Exception {
        String bytes = "0a:".repeat(5_000) + "0a";
        CompletableFuture<Filter> parsed = new CompletableFuture<>();
        Runnable parse =
                () -> {
                    try {
                        parsed.complete(Filter.parse("ism.content.bytes == " + bytes, snapshot));
                    } catch (FilterException | StackOverflowError e) {
                        parsed.completeExceptionally(e);
                    }
                };
        new Thread(null, parse, "small-stack", 1 << 17).start();
        assertThat(parsed.get().wantsAll()).isFalse();
    }

    @Test
    void andBindsMoreThanXorAndXorMoreThanOr() throws FilterException {
        assertThat(Parser.parse("changed || ism.vm ^^ ism.vm && frame", snapshot))
                .isInstanceOfSatisfying(
                        Expression.Or.class,
                        or ->
                                assertThat(or.parts().get(1))
                                        .isInstanceOfSatisfying(
                                                Expression.Xor.class,
                                                xor ->
                                                        assertThat(xor.right())
                                                                .isInstanceOf(
                                                                        Expression.And.class)));
    }

    @Test
    void refusesWhatIsNestedTooDeep() throws FilterException {
        String deep = "(".repeat(TokenCursor.MAX_DEPTH) + "changed";
        Filter.parse(deep + ")".repeat(TokenCursor.MAX_DEPTH), snapshot);
        assertThat(fault("(" + deep).sentence()).isEqualTo("this is nested more than 64 times");
        assertThat(fault("!".repeat(65) + "changed").sentence()).contains("nested");
        assertThat(fault("changed" + " ^^ changed".repeat(65)).sentence()).contains("nested");
        assertThat(fault("frame" + "[0:]".repeat(65) + " == 00").sentence()).contains("nested");
    }

    @Test
    void refusesWhatIsTooLong() throws FilterException {
        String longest = "changed" + " ".repeat(Parser.MAX_LENGTH - 7);
        Filter.parse(longest, snapshot);
        assertThat(fault(longest + " ").sentence()).contains("at most 16384 characters");
        assertThat(fault("ism.vm matches \"" + "a".repeat(1025) + "\"").sentence())
                .contains("at most 1024 characters");
    }

    @Test
    void aHundredThousandTextsOfSeed4AreFiltersOrFaultsInside() {
        List<String> pieces = new java.util.ArrayList<>(FilterFields.names());
        pieces.addAll(
                List.of(
                        "==",
                        "!=",
                        "===",
                        "~=",
                        "<",
                        ">=",
                        "&&",
                        "||",
                        "^^",
                        "!",
                        "(",
                        ")",
                        "{",
                        "}",
                        "[",
                        "]",
                        "[0:4]",
                        "[-1]",
                        "..",
                        ",",
                        "&",
                        "~",
                        "in",
                        "not",
                        "any",
                        "all",
                        "contains",
                        "matches",
                        "flow(#1)",
                        "flow(",
                        "len(",
                        "count(",
                        "\"",
                        "\"vm1\"",
                        "r\"\\d\"",
                        "\\",
                        "#3",
                        "1ms",
                        "0x1f",
                        "12K",
                        "de:ad:be:ef",
                        "ATTACH",
                        "OK",
                        "true",
                        "-5",
                        "1.5",
                        "\"2026-01-01 00:00:00\"",
                        "é",
                        "'"));
        Random random = new Random(4);
        int filters = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(8);
            for (int j = 0; j < length; j++) {
                if (random.nextInt(10) == 0) {
                    text.appendCodePoint(random.nextInt(0x250));
                } else {
                    text.append(pieces.get(random.nextInt(pieces.size())));
                }
                text.append(random.nextBoolean() ? " " : "");
            }
            try {
                Filter.parse(text.toString(), snapshot);
                filters++;
            } catch (FilterException e) {
                if (!inside(e.fault(), text.length())) {
                    fail(e.fault() + " of " + text);
                }
            }
        }
        assertThat(filters).isPositive();
    }

    private static boolean inside(FilterFault fault, int length) {
        return fault.position() >= 0
                && fault.length() >= 0
                && fault.position() + fault.length() <= length
                && !fault.sentence().isEmpty();
    }

    @Test
    void aPatternThatNeverComesBackGivesUp() throws Exception {
        String evil = "a".repeat(60) + "!";
        ValueTest test =
                ((Expression.Test) Parser.parse("_ws.col.info matches \"^(a+)+$\"", snapshot))
                        .test();
        Values values = new Values();
        values.add(evil);
        assertThat(test.test(values, 0)).isFalse();
    }
}

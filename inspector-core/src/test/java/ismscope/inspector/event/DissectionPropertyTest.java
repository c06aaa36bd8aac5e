package ismscope.inspector.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DissectionPropertyTest {
    private static final int MUTATIONS = 250_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyBytesGiveATreeInWhichEveryByteHasItsField(long seed) {
        MutatedRecords records = new MutatedRecords(seed);
        Random random = new Random(seed);

        for (int i = 0; i < MUTATIONS; i++) {
            Event event = records.next();
            List<Field> roots = Dissector.dissect(event, records.session());
            int covered = check(roots, 0, event.bytes().length, event);
            if (covered != event.bytes().length) {
                fail("%d of %d bytes have a field: %s", covered, event.bytes().length, hex(event));
            }
            if (event.bytes().length > 0) {
                checkBothWays(roots, random.nextInt(event.bytes().length), event);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void anyBytesGiveOneLineOfText(long seed) {
        MutatedRecords records = new MutatedRecords(seed);

        for (int i = 0; i < MUTATIONS / 2; i++) {
            Event event = records.next();
            String line = records.session().describe(event);
            if (line.isEmpty() || line.contains("\n")) {
                fail("line <%s> of %s", line, hex(event));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void oneFieldIsFoundAsTheTreeHasIt(long seed) {
        MutatedRecords records = new MutatedRecords(seed);
        IsmField[] all = IsmField.values();

        for (int i = 0; i < MUTATIONS / 10; i++) {
            Event event = records.next();
            Map<String, List<Field>> byName = new HashMap<>();
            collect(Dissector.dissect(event, records.session()), byName);
            for (IsmField field : all) {
                List<Field> found = Dissector.find(event, records.session(), field);
                List<Field> expected = byName.getOrDefault(field.fieldName(), List.of());
                if (!found.equals(expected)) {
                    fail("%s: %s, not %s: %s", field, found, expected, hex(event));
                }
            }
        }
    }

    /// Notes fields by name, in the order of the tree, without their children.
    private static void collect(List<Field> level, Map<String, List<Field>> byName) {
        for (Field field : level) {
            byName.computeIfAbsent(field.name(), _ -> new ArrayList<>())
                    .add(
                            new Field(
                                    field.name(),
                                    field.label(),
                                    field.value(),
                                    field.offset(),
                                    field.length(),
                                    field.fault(),
                                    field.link(),
                                    field.number(),
                                    List.of()));
            collect(field.children(), byName);
        }
    }

    /// Checks a level of the tree and everything below it, and returns how many bytes it covers.
    private static int check(List<Field> level, int from, int to, Event event) {
        int at = from;
        int covered = 0;
        for (Field field : level) {
            if (IsmField.named(field.name()) == null) {
                fail("undocumented field %s", field.name());
            }
            if (field.length() == 0) {
                assertThat(field.offset()).isEqualTo(-1);
                assertThat(field.generated() || !field.fault().isEmpty()).isTrue();
                continue;
            }
            int end = field.offset() + field.length();
            if (field.length() < 0 || field.offset() < at || end > to) {
                fail("%s lies outside its parent or over another: %s", field, hex(event));
            }
            check(field.children(), field.offset(), end, event);
            at = end;
            covered += field.length();
        }
        return covered;
    }

    private static void checkBothWays(List<Field> roots, int offset, Event event) {
        List<Field> path = Dissector.fieldsAt(roots, offset);
        if (path.isEmpty()) {
            fail("no field at %d of %s", offset, hex(event));
        }
        Field leaf = path.getLast();
        for (Field field : path) {
            boolean over = field.offset() <= offset && offset < field.offset() + field.length();
            boolean around =
                    field.offset() <= leaf.offset()
                            && leaf.offset() + leaf.length() <= field.offset() + field.length();
            if (!over || !around) {
                fail("%s is not over byte %d of %s", field, offset, hex(event));
            }
        }
    }

    private static String hex(Event event) {
        return HexFormat.of().formatHex(event.bytes());
    }
}

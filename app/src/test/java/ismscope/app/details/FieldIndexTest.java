package ismscope.app.details;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.event.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldIndexTest {
    private static final Field CLASS = field("class", 40, 1);
    private static final Field NUMBER = field("number", 41, 1);
    private static final Field CODE = field("code", 40, 2, CLASS, NUMBER);
    private static final Field TOKEN = field("token", 42, 8);
    private static final Field LATENCY = field("latency", -1, 0);
    private static final Field BODY = field("body", 32, 18, CODE, TOKEN, LATENCY);
    private final FieldIndex index = new FieldIndex(List.of(BODY));

    @Test
    void findsTheDeepestFieldOfAByte() {
        assertThat(index.at(41)).isEqualTo(NUMBER);
        assertThat(index.at(45)).isEqualTo(TOKEN);
        assertThat(index.at(33)).isEqualTo(BODY);
        assertThat(index.at(50)).isNull();
        assertThat(index.at(-1)).isNull();
    }

    @Test
    void findsTheFieldOfExactlyTheseBytes() {
        assertThat(index.of(40, 2)).isEqualTo(CODE);
        assertThat(index.of(40, 1)).isEqualTo(CLASS);
        assertThat(index.of(32, 18)).isEqualTo(BODY);
        assertThat(index.of(43, 3)).isEqualTo(TOKEN);
    }

    @Test
    void walksLeavesInByteOrder() {
        assertThat(index.next(-1)).isEqualTo(CLASS);
        assertThat(index.next(40)).isEqualTo(NUMBER);
        assertThat(index.next(42)).isNull();
        assertThat(index.previous(42)).isEqualTo(NUMBER);
        assertThat(index.previous(40)).isNull();
    }

    private static Field field(String name, int offset, int length, Field... children) {
        return new Field(name, name, "", offset, length, "", -1, List.of(children));
    }
}

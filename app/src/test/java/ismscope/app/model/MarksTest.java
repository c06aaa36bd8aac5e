package ismscope.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarksTest {
    private final Marks three = Marks.NONE.toggled(40).toggled(7).toggled(1_000_000_000_000L);

    @Test
    void standInTheOrderOfTheirEvents() {
        assertThat(three.all()).extracting(Marks.Mark::event).containsExactly(7L, 40L, (long) 1e12);
        assertThat(three.at(0)).isEqualTo(7);
        assertThat(three.at(2)).isEqualTo(1_000_000_000_000L);
        assertThat(three.at(3)).isEqualTo(-1);
    }

    @Test
    void aSecondTimeTakesTheMarkAway() {
        assertThat(three.has(40)).isTrue();
        assertThat(three.toggled(40).has(40)).isFalse();
        assertThat(three.toggled(40).toggled(40)).isEqualTo(three);
    }

    @Test
    void leadFromAnywhereToTheNextAndBack() {
        assertThat(three.after(-1)).isEqualTo(7);
        assertThat(three.after(7)).isEqualTo(40);
        assertThat(three.after(39)).isEqualTo(40);
        assertThat(three.after(1_000_000_000_000L)).isEqualTo(-1);
        assertThat(three.before(7)).isEqualTo(-1);
        assertThat(three.before(8)).isEqualTo(7);
        assertThat(three.before(40)).isEqualTo(7);
        assertThat(three.before(Long.MAX_VALUE)).isEqualTo(1_000_000_000_000L);
        assertThat(Marks.NONE.after(0)).isEqualTo(-1);
        assertThat(Marks.NONE.before(0)).isEqualTo(-1);
    }
}

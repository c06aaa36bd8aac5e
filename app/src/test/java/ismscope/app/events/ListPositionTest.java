package ismscope.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListPositionTest {
    private final ListPosition position = new ListPosition();

    ListPositionTest() {
        position.setVisible(10);
        position.setCount(100);
    }

    @Test
    void staysAtTheLastRowWhileRowsCome() {
        position.setCount(250);
        assertThat(position.sticking()).isTrue();
        assertThat(position.top()).isEqualTo(240);
        assertThat(position.newRows()).isZero();
    }

    @Test
    void standsStillOnceScrolledUpAndCountsWhatCame() {
        position.scrollBy(-5);
        position.setCount(107);
        assertThat(position.top()).isEqualTo(85);
        assertThat(position.newRows()).isEqualTo(7);
    }

    @Test
    void resumesWhenScrolledToTheEnd() {
        position.scrollBy(-5);
        position.setCount(107);
        position.scrollBy(1000);
        assertThat(position.sticking()).isTrue();
        assertThat(position.newRows()).isZero();
    }

    @Test
    void revealsNearRowsWithLeastMovement() {
        position.unstick();
        position.scrollTo(50);
        position.reveal(62);
        assertThat(position.top()).isEqualTo(53);
        position.reveal(52);
        assertThat(position.top()).isEqualTo(52);
        position.reveal(55);
        assertThat(position.top()).isEqualTo(52);
    }

    @Test
    void bringsFarRowsToTheMiddle() {
        position.unstick();
        position.scrollTo(0);
        position.reveal(70);
        assertThat(position.top()).isEqualTo(65);
    }

    @Test
    void reachesRowsBeyondTheRangeOfAnInt() {
        position.setCount(6_000_000_000L);
        assertThat(position.top()).isEqualTo(5_999_999_990.0);
        position.unstick();
        position.reveal(4_000_000_000L);
        assertThat(position.top()).isEqualTo(3_999_999_995.0);
    }

    @Test
    void showsAllRowsOfAShortList() {
        position.setCount(4);
        position.scrollBy(-3);
        assertThat(position.top()).isZero();
        assertThat(position.maxTop()).isZero();
    }
}

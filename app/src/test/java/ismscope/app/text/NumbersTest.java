package ismscope.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void countsComeInGroupsOfThree() {
        assertThat(Numbers.grouped(0)).isEqualTo("0");
        assertThat(Numbers.grouped(999)).isEqualTo("999");
        assertThat(Numbers.grouped(48_213)).isEqualTo("48,213");
        assertThat(Numbers.grouped(-1_234_567)).isEqualTo("-1,234,567");
    }

    @Test
    void eventsAreCountedFromOne() {
        assertThat(Numbers.event(48_212)).isEqualTo("#48,213");
    }

    @Test
    void secondsKeepTheirNanoseconds() {
        assertThat(Numbers.seconds(12_000_345_678L)).isEqualTo("12.000345678");
        assertThat(Numbers.seconds(-1)).isEqualTo("-0.000000001");
    }

    @Test
    void millisecondsAreRounded() {
        assertThat(Numbers.millis(16_666_667)).isEqualTo("16.7");
        assertThat(Numbers.millis(0)).isEqualTo("0.0");
    }
}

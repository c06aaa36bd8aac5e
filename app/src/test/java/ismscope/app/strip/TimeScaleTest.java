package ismscope.app.strip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeScaleTest {
    @Test
    void timeAndPlaceAreInverse() {
        TimeScale scale = new TimeScale(1_000, 11_000, 500);
        assertThat(scale.x(6_000)).isEqualTo(250);
        assertThat(scale.time(250)).isEqualTo(6_000);
    }

    @Test
    void staysWithinTheSession() {
        TimeScale scale = new TimeScale(1_000, 11_000, 500);
        assertThat(scale.time(-20)).isEqualTo(1_000);
        assertThat(scale.time(900)).isEqualTo(11_000);
    }

    @Test
    void rulerStepsAreRoundAndWideEnough() {
        TimeScale scale = new TimeScale(0, 7_000_000_000L, 1_000);
        assertThat(scale.step(110)).isEqualTo(1_000_000_000L);
        assertThat(scale.step(200)).isEqualTo(2_000_000_000L);
        assertThat(scale.x(scale.step(200))).isGreaterThanOrEqualTo(200);
    }

    @Test
    void aSessionOfOneMomentHasNoRuler() {
        TimeScale scale = new TimeScale(5, 5, 1_000);
        assertThat(scale.step(100)).isZero();
        assertThat(scale.x(5)).isZero();
    }
}

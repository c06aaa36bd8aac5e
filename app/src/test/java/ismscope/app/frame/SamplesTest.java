package ismscope.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void percentilesAreValuesThatWereMeasured() {
        Samples samples = new Samples(200);
        for (int i = 100; i >= 1; i--) {
            samples.add(i);
        }
        assertThat(samples.percentile(0.5)).isEqualTo(50);
        assertThat(samples.percentile(0.99)).isEqualTo(99);
        assertThat(samples.percentile(1)).isEqualTo(100);
        assertThat(samples.percentile(0)).isEqualTo(1);
    }

    @Test
    void forgetsTheOldestButNotTheLargest() {
        Samples samples = new Samples(3);
        for (long value : new long[] {900, 1, 2, 3}) {
            samples.add(value);
        }
        assertThat(samples.percentile(1)).isEqualTo(3);
        assertThat(samples.largest()).isEqualTo(900);
        assertThat(samples.count()).isEqualTo(4);
    }

    @Test
    void nothingMeasuredIsNothing() {
        assertThat(new Samples(3).percentile(0.99)).isZero();
    }
}

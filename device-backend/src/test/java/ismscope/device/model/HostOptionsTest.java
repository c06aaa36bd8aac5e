package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.protocol.FeatureBit;
import ismscope.device.region.MemoryGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostOptionsTest {
    @Test
    void holdsAtLeastTheStatedLimits() {
        HostLimits limits = HostOptions.usual().limits();
        assertThat(limits.devices()).isGreaterThanOrEqualTo(4096);
        assertThat(limits.regions()).isGreaterThanOrEqualTo(65536);
        assertThat(limits.devicesPerRegion()).isGreaterThanOrEqualTo(4096);
    }

    @Test
    void differsFromOtherHosts() {
        assertThat(HostOptions.usual().gid()).isNotEqualTo(HostOptions.usual().gid());
    }

    @Test
    void offersOnlyWhatIsImplementedAndAlwaysVersionOne() {
        assertThatThrownBy(() -> HostOptions.usual().without(FeatureBit.VERSION_1))
                .isInstanceOf(IllegalArgumentException.class);
        HostOptions usual = HostOptions.usual();
        assertThatThrownBy(() ->
                        new HostOptions(
                                1,
                                usual.geometry(),
                                usual.features() | 1L << 50,
                                usual.limits(),
                                usual.content()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(usual.without(FeatureBit.EVENT_IRQ).features() & 2).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2048, 65536, 4",
        "5000, 50000, 4",
        "4096, 0, 4",
        "4096, 6000, 4",
        "4096, 4096, 0",
        "4096, 4096, 4097",
        "4096, 137438953472, 4",
        "-4096, 4096, 4",
        "0, 4096, 4"
    })
    void refusesAGeometryThatCannotBe(long chunkSize, long windowSize, long notifySize) {
        assertThatThrownBy(() -> new MemoryGeometry(chunkSize, windowSize, notifySize))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("out of range: ");
    }

    @Test
    void measuresItsGeometry() {
        MemoryGeometry geometry = new MemoryGeometry(1 << 20, 1L << 40, 8);
        assertThat(geometry.chunks()).isEqualTo(1 << 20);
        assertThat(geometry.notifyAreaSize()).isEqualTo(8L << 20);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 16", "1, 0, 1, 16", "1, 1, 0, 16", "1, 1, 1, 24", "1, 1, 1, 65536"})
    void refusesLimitsThatCannotBe(int devices, int regions, int perRegion, int queueSize) {
        assertThatThrownBy(() ->
                        HostLimits.USUAL
                                .withCounts(devices, regions, perRegion)
                                .withQueueSize(queueSize))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesContentLimitsBelowZero() {
        assertThatThrownBy(() -> new ContentOptions(-1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContentOptions(0, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package ismscope.device.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverOptionsTest {
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 32769})
    void refusesQueuesOfImpossibleSize(int entries) {
        assertThatThrownBy(() -> DriverOptions.SPLIT.withQueueSize(entries))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("controlQueueSize=" + entries);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void refusesMoreEventBuffersThanTheQueueHolds(int buffers) {
        assertThatThrownBy(() -> DriverOptions.SPLIT.withEventBuffers(buffers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("eventBuffers=" + buffers);
    }

    @Test
    void refusesPiecesWithoutBytes() {
        assertThatThrownBy(() -> DriverOptions.SPLIT.withPieceLength(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changesOneThingAtATime() {
        assertThat(DriverOptions.SPLIT.withPacked(true)).isEqualTo(DriverOptions.PACKED);
        assertThat(
                        DriverOptions.SPLIT
                                .withIndirect(true)
                                .withInOrder(true)
                                .withEventIndex(false)
                                .withQueueSize(8)
                                .withEventBuffers(2)
                                .withPieceLength(4))
                .isEqualTo(new DriverOptions(false, true, false, true, 8, 8, 2, 4));
    }
}

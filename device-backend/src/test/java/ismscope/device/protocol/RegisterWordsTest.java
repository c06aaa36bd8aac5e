package ismscope.device.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegisterWordsTest {
    @Test
    void namesFeatures() {
        assertThat(FeatureBit.describe(0)).isEqualTo("none");
        assertThat(FeatureBit.describe(1L << 32 | 3)).isEqualTo("EVENT_VQ|EVENT_IRQ|VERSION_1");
        assertThat(FeatureBit.describe(1L << 40 | 1L << 63 | 4))
                .isEqualTo("RING_RESET|0x8000000000000004");
        assertThat(FeatureBit.mask(FeatureBit.RING_PACKED, FeatureBit.EVENT_IDX))
                .isEqualTo(1L << 34 | 1L << 29);
    }

    @Test
    void namesTheStatusInTheOrderOfInitialization() {
        assertThat(DeviceStatus.describe(0)).isEqualTo("reset");
        assertThat(DeviceStatus.describe(15)).isEqualTo("ACKNOWLEDGE|DRIVER|FEATURES_OK|DRIVER_OK");
        assertThat(DeviceStatus.describe(0xc0 | 0x10)).isEqualTo("DEVICE_NEEDS_RESET|FAILED|0x10");
    }

    @Test
    void coversTheCommonConfigurationWithoutGaps() {
        int next = 0;
        for (CommonRegister register : CommonRegister.values()) {
            assertThat(register.offset()).isEqualTo(next);
            for (int i = 0; i < register.width(); i++) {
                assertThat(CommonRegister.at(register.offset() + i)).isSameAs(register);
            }
            next += register.width();
        }
        assertThat(next).isEqualTo(CommonRegister.LENGTH);
        assertThat(CommonRegister.at(next)).isNull();
        assertThat(CommonRegister.at(-1)).isNull();
    }

    @Test
    void keepsEveryRegisterAligned() {
        for (CommonRegister register : CommonRegister.values()) {
            assertThat(register.offset() % register.width()).as("%s", register).isZero();
        }
    }
}

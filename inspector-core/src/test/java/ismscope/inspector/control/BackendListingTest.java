package ismscope.inspector.control;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.guest.GuestRegion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendListingTest {
    @TempDir private Path folder;

    @Test
    void listsDevicesAndMappingsInColumns() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlConnection asking = ControlConnection.open(served.address())) {
            GuestRegion region = ServedHost.share(served.boot("vm1"), served.boot("a longer name"));
            List<String> lines = BackendListing.of(asking);
            assertThat(lines)
                    .containsExactly(
                            "DEVICE  NAME           QUEUES              VECTORS  REGIONS  STATUS",
                            "1       vm1            split 64, split 64  16       1       "
                                    + " ACKNOWLEDGE|DRIVER|FEATURES_OK|DRIVER_OK",
                            "2       a longer name  split 64, split 64  16       1       "
                                    + " ACKNOWLEDGE|DRIVER|FEATURES_OK|DRIVER_OK",
                            "",
                            "TOKEN               SIZE    CREATOR  DEFAULT RIGHTS     MAPPED BY "
                                    + " WITH",
                            "0x%016x  64 KiB  1        READ|WRITE|ATTACH  1          READ|WRITE"
                                    .formatted(region.token()),
                            " ".repeat(56) + "2          READ|WRITE");
        }
    }

    @Test
    void listsMoreThanOnePage() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlConnection asking = ControlConnection.open(served.address())) {
            for (int i = 0; i < 501; i++) {
                served.boot("vm" + i);
            }
            assertThat(BackendListing.of(asking)).hasSize(1 + 501 + 1 + 1);
        }
    }
}

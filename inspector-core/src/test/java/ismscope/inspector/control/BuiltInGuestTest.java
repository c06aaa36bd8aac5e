package ismscope.inspector.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.protocol.DeviceEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInGuestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;

    private static void awaitUpdate(GuestVm vm) throws InterruptedException {
        DeviceEvent event = vm.driver().awaitEvent(PATIENCE);
        while (!(event instanceof DeviceEvent.RegionUpdated)) {
            assertThat(event).as("an event in time").isNotNull();
            event = vm.driver().awaitEvent(PATIENCE);
        }
    }

    @Test
    void answersWhatIsNewAndNothingElse() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlConnection asking = ControlConnection.open(served.address())) {
            GuestVm vm = served.boot("vm");
            GuestRegion region = vm.driver().allocate(1 << 16);
            Map<String, Object> pal =
                    Map.of("name", "pal", "token", "0x%016x".formatted(region.token()));
            assertThat(asking.ask("guest-join", pal)).isEqualTo("{\"answer-offset\":512}");
            region.storeText(0, "hello");
            vm.driver().ring(region);
            awaitUpdate(vm);
            assertThat(region.loadText(512, 64)).isEqualTo("pal has read hello");
            vm.driver().ring(region);
            region.storeText(0, "again");
            vm.driver().ring(region);
            awaitUpdate(vm);
            assertThat(region.loadText(512, 64)).isEqualTo("pal has read again");
        }
    }

    @Test
    void isRefusedWithASentence() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlConnection asking = ControlConnection.open(served.address())) {
            Map<String, Object> nowhere = Map.of("name", "pal", "token", "0x1");
            assertThatThrownBy(() -> asking.ask("guest-join", nowhere))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the device refuses: ENOENT");
            assertThat(asking.execute("query-devices", Map.of()).path("total").asInt()).isZero();
        }
        assertThatThrownBy(() -> ControlConnection.open(new BackendAddress(folder.resolve("ism"))))
                .hasMessageContaining("there is no backend at unix:");
    }
}

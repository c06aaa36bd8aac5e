package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.graph.GraphPane;
import ismscope.app.theme.ThemeChoice;
import ismscope.device.guest.DriverOptions;
import ismscope.device.os.UnixSocket;
import ismscope.device.peer.ProcessPeer;
import ismscope.inspector.backend.GuestSocket.Way;
import ismscope.inspector.session.ServingSession;
import ismscope.inspector.session.Session;
import ismscope.inspector.state.SessionState;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Guests from outside that come in where the dialog opened a socket.
class AttachingVmTest {
    private static final byte VFIO_VERSION = 1;

    @TempDir private Path folder;
    @TempDir private Path settings;
    private OpenWindow open;

    @BeforeEach
    void openWindow() throws Exception {
        open = OpenWindow.of(settings, 1440, 900);
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    private void type(String field, String words) throws Exception {
        open.act(() -> open.node(TextField.class, field).setText(words));
    }

    @SuppressWarnings("unchecked")
    private void choose(Way way) throws Exception {
        open.act(() -> open.node(ChoiceBox.class, "#vm-way").setValue(way));
    }

    private String hint() throws Exception {
        return onFx(() -> open.node(Label.class, "#vm-hint").getText());
    }

    private String line() throws Exception {
        return onFx(() -> open.node(TextArea.class, "#vm-line").getText());
    }

    private void begin(Way way, String name, Path socket) throws Exception {
        open.act(() -> open.window.actions().run(ActionId.ATTACH_VM));
        choose(way);
        type("#vm-name", name);
        type("#vm-socket", socket.toString());
        open.act(() -> open.node(Button.class, "#vm-serve").fire());
    }

    private Path serve(Way way, String name) throws Exception {
        Path socket = folder.resolve(name + ".sock");
        begin(way, name, socket);
        until(() -> open.node(Label.class, "#vm-hint").getText().contains("is served at"));
        assertThat(socket).exists();
        return socket;
    }

    private void leave() throws Exception {
        open.act(() -> open.node(Button.class, "#vm-close").fire());
    }

    private SessionState state() {
        return Objects.requireNonNull(open.model.state());
    }

    private List<String> present() {
        SessionState state = open.model.state();
        return state == null
                ? List.of()
                : state.devices().values().stream()
                        .filter(SessionState.DeviceState::present)
                        .map(SessionState.DeviceState::name)
                        .toList();
    }

    /// As a VMM begins: its version, in a vfio-user message.
    private static UnixSocket vmm(Path path) throws IOException {
        byte[] json = "{}\0".getBytes(StandardCharsets.UTF_8);
        int size = 16 + 4 + json.length;
        ByteBuffer message = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        message.putShort((short) 1).putShort(VFIO_VERSION).putInt(size).putInt(0).putInt(0);
        message.putShort((short) 0).putShort((short) 0).put(json);
        UnixSocket socket = UnixSocket.connect(path);
        MemorySegment bytes = Arena.ofAuto().allocate(size);
        bytes.copyFrom(MemorySegment.ofArray(message.array()));
        socket.sendAll(bytes);
        return socket;
    }

    @Test
    void aProcessComesInWhereTheDialogOpenedASocket() throws Exception {
        Path socket = serve(Way.VHOST_USER, "box");
        assertThat(open.model.sessionProperty().get()).isInstanceOf(ServingSession.class);
        until(() -> open.count() == 1);
        assertThat(open.snapshot().info(0)).contains("vhost-user at " + socket, "as box");
        assertThat(onFx(() -> open.node(PaneFrame.class, "#graph-frame").subtitleProperty().get()))
                .isEqualTo("waiting for box");
        leave();
        try (ProcessPeer peer = ProcessPeer.boot(socket, DriverOptions.SPLIT)) {
            until(() -> present().contains("box"));
            peer.driver().allocate(1 << 16);
            until(() -> !state().regions().isEmpty());
            assertThat(
                            onFx(() ->
                                    open.node(PaneFrame.class, "#graph-frame")
                                            .subtitleProperty()
                                            .get()))
                    .isEmpty();
        }
        until(() -> present().isEmpty());
        open.act(() -> open.window.actions().run(ActionId.START_STOP));
        until(() -> open.model.statusProperty().get() == Session.Status.COMPLETE);
        assertThat(socket).doesNotExist();
    }

    @Test
    void moreGuestsJoinTheSessionThatIsShown() throws Exception {
        open.play("hello");
        open.act(() -> open.window.actions().run(ActionId.ATTACH_VM));
        assertThat(hint()).contains("instead of the one that is shown");
        leave();
        Path one = serve(Way.POOL, "vm1");
        Session session = open.model.sessionProperty().get();
        open.act(() -> open.window.actions().run(ActionId.ATTACH_VM));
        assertThat(hint()).contains("joins the session that is shown");
        assertThat(onFx(() -> open.node(TextField.class, "#vm-name").getText())).isEqualTo("vm2");
        Path two = serve(Way.TRAPPED, "vm2");
        assertThat(open.model.sessionProperty().get()).isSameAs(session);
        leave();
        try (UnixSocket _ = vmm(one);
                UnixSocket _ = vmm(two)) {
            until(() -> present().size() == 2);
            assertThat(present()).containsExactlyInAnyOrder("vm1", "vm2");
            assertThat(state().devices().values())
                    .extracting(SessionState.DeviceState::pool)
                    .containsOnly("blue", "");
            until(open.node(GraphPane.class, "#graph-pane")::atRest);
            for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
                open.theme(theme);
                open.picture("vm-pool-" + theme);
            }
        }
    }

    @Test
    void saysInTheDialogWhyNobodyCanListenThere() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        begin(Way.TRAPPED, "vm1", file);
        until(() -> open.node(Label.class, "#vm-hint").getText().contains("it is no socket"));
        Path nowhere = folder.resolve("no").resolve("vm.sock");
        begin(Way.TRAPPED, "vm1", nowhere);
        until(() ->
                open.node(Label.class, "#vm-hint")
                        .getText()
                        .contains("cannot listen at " + nowhere));
        begin(Way.TRAPPED, "vm1", folder.resolve("x".repeat(120)));
        until(() -> open.node(Label.class, "#vm-hint").getText().contains("at most 107 bytes"));
        assertThat(open.model.sessionProperty().get()).isNull();
        choose(Way.VHOST_USER);
        type("#vm-extra", "44");
        assertThat(hint()).contains("at which stock QEMU stops");
        assertThat(line()).isEmpty();
        choose(Way.POOL);
        type("#vm-extra", " ");
        assertThat(hint()).contains("A pool needs a name");
    }

    @Test
    void theLineFollowsWhatIsTypedAndCanBeCopied() throws Exception {
        open.act(() -> open.window.actions().run(ActionId.ATTACH_VM));
        type("#vm-name", "web");
        assertThat(onFx(() -> open.node(TextField.class, "#vm-socket").getText()))
                .endsWith("/web.sock");
        type("#vm-socket", "/tmp/other.sock");
        type("#vm-name", "db");
        assertThat(line()).contains("\"path\":\"/tmp/other.sock\"", "share=on");
        choose(Way.VHOST_USER);
        type("#vm-extra", "22");
        assertThat(line()).contains("virtio-id=22", "path=/tmp/other.sock");
        open.act(() -> open.node(Button.class, "#vm-copy").fire());
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo(line());
        choose(Way.TRAPPED);
        for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            open.theme(theme);
            open.picture("attach-vm-" + theme);
        }
    }

    @Test
    void hasRoomInASmallWindow() throws Exception {
        open.act(() -> {
            open.stage.setWidth(1024);
            open.stage.setHeight(640);
        });
        serve(Way.VHOST_USER, "vm1");
        for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            open.theme(theme);
            open.picture("attach-vm-small-" + theme);
        }
        Button serve = open.node(Button.class, "#vm-serve");
        double bottom = onFx(() -> serve.localToScene(serve.getBoundsInLocal()).getMaxY());
        assertThat(bottom).isLessThan(630);
    }
}

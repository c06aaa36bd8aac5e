package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.theme.ThemeChoice;
import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.model.HostOptions;
import ismscope.device.protocol.PermissionSet;
import ismscope.inspector.backend.Backend;
import ismscope.inspector.backend.BackendOptions;
import ismscope.inspector.control.ControlOptions;
import ismscope.inspector.session.AttachedSession;
import ismscope.inspector.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Attaching to a running backend, losing it, and joining it again.
class AttachingTest {
    @TempDir private Path folder;
    @TempDir private Path settings;
    private OpenWindow open;

    @BeforeEach
    void openWindow() throws Exception {
        open = OpenWindow.of(settings, 1400, 900);
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    private Path sockets() {
        return folder.resolve("ism");
    }

    private Backend serve() throws IOException {
        Backend backend = Backend.start(BackendOptions.of(HostOptions.usual()));
        backend.control(ControlOptions.at(sockets()), () -> {});
        return backend;
    }

    private static GuestVm[] talk(Backend backend) throws Exception {
        GuestVm one = GuestVm.boot("vm1", DriverOptions.SPLIT, backend.host()::plug);
        GuestVm two = GuestVm.boot("vm2", DriverOptions.PACKED, backend.host()::plug);
        GuestRegion region = one.driver().allocate(1 << 16);
        one.driver().grantDefault(region.token(), PermissionSet.DEFAULT_FOR_OTHERS);
        two.driver().attach(region.token());
        region.storeText(0, "seen from another process");
        one.driver().ring(region);
        return new GuestVm[] {one, two};
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> address() {
        return open.node(ComboBox.class, "#attach-address");
    }

    private void type(String words) throws Exception {
        open.act(() -> address().getEditor().setText(words));
    }

    private void press(String button) throws Exception {
        open.act(() -> open.node(Button.class, button).fire());
    }

    private String hint() throws Exception {
        return onFx(() -> open.node(Label.class, "#attach-hint").getText());
    }

    private boolean isShown() throws Exception {
        return onFx(() -> open.node("#attach-dialog").isVisible());
    }

    private void attach() throws Exception {
        open.act(() -> open.window.actions().run(ActionId.ATTACH));
        open.answers.add(sockets());
        press("#attach-browse");
        assertThat(onFx(() -> address().getEditor().getText())).isEqualTo("unix:" + sockets());
        press("#attach-begin");
        until(() -> open.model.sessionProperty().get() instanceof AttachedSession);
    }

    @Test
    void showsARunningBackendLosesItAndJoinsItAgain() throws Exception {
        try (Backend backend = serve();
                GuestVm first = talk(backend)[0]) {
            attach();
            until(() -> open.count() > 10);
            assertThat(isShown()).isFalse();
            assertThat(open.model.statusProperty().get()).isEqualTo(Session.Status.LIVE);
            assertThat(open.window.actions().enabled(ActionId.REATTACH).get()).isFalse();
            long before = open.count();
            first.driver().allocate(1 << 16);
            until(() -> open.count() > before);
            for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
                open.theme(theme);
                open.picture("attached-" + theme);
            }
        }
        until(() -> open.model.statusProperty().get() == Session.Status.COMPLETE);
        Session lost = open.model.sessionProperty().get();
        open.settle();
        assertThat(open.count()).isPositive();
        assertThat(open.model.noticeProperty().get())
                .contains("is gone; what was seen of it stays");
        open.picture("attached-lost");

        open.act(() -> open.window.actions().run(ActionId.REATTACH));
        until(() -> !open.window.problem().isEmpty());
        assertThat(open.window.problem()).contains("there is no backend at unix:");
        assertThat(open.model.sessionProperty().get()).isSameAs(lost);

        try (Backend _ = serve()) {
            open.act(() -> open.window.actions().run(ActionId.REATTACH));
            until(() -> open.model.statusProperty().get() == Session.Status.LIVE);
            assertThat(open.model.sessionProperty().get()).isNotSameAs(lost);
        }
    }

    @Test
    void saysInTheDialogWhyItCannotAttach() throws Exception {
        open.act(() -> open.window.actions().run(ActionId.ATTACH));
        for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            type("unix:" + folder.resolve("nowhere"));
            press("#attach-begin");
            until(() -> open.node(Label.class, "#attach-hint").getText().contains("no backend at"));
            open.theme(theme);
            open.picture("attach-dialog-" + theme);
        }
        assertThat(isShown()).isTrue();
        type(" ");
        press("#attach-begin");
        assertThat(hint()).contains("write unix:DIR");
        type("unix:/somewhere/else");
        assertThat(hint()).isEqualTo(open.texts.text("attach.hint"));
        press("#attach-cancel");
        assertThat(isShown()).isFalse();
        assertThat(open.model.sessionProperty().get()).isNull();
    }

    @Test
    void remembersBackendsThatWereJoined() throws Exception {
        try (Backend _ = serve()) {
            attach();
            until(() -> open.model.statusProperty().get() == Session.Status.LIVE);
            open.act(() -> open.window.actions().run(ActionId.ATTACH));

            assertThat(onFx(() -> address().getItems().getFirst())).isEqualTo("unix:" + sockets());
            assertThat(onFx(() -> address().getEditor().getText())).isEqualTo("unix:" + sockets());
        }
    }
}

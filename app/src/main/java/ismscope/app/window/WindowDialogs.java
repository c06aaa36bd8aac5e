package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.attach.AttachDialog;
import ismscope.app.attach.RecentBackends;
import ismscope.app.export.ExportDialog;
import ismscope.app.model.EventFiltering;
import ismscope.app.notice.NoticeBar;
import ismscope.app.vm.AttachVmDialog;
import java.util.List;
import javafx.scene.Node;

/// The dialogs that lie over the window, each opened by an action. Thread: FX.
final class WindowDialogs {
    private final ExportDialog export;
    private final AttachDialog attach;
    private final AttachVmDialog attachVm;

    /// @param filtering says which events are shown
    WindowDialogs(
            WindowContext context,
            SessionDesk desk,
            NoticeBar notices,
            FileQuestions files,
            EventFiltering filtering) {
        export =
                new ExportDialog(
                        filtering, context.texts(), context.views(), notices, files::fileToSave);
        attach =
                new AttachDialog(
                        context.texts(),
                        context.views(),
                        new RecentBackends(context.settings()),
                        desk::attach,
                        files::backendFolder);
        attachVm = new AttachVmDialog(context.texts(), context.views(), desk);
    }

    void bind(Actions actions, SessionDesk desk) {
        actions.bind(ActionId.EXPORT, export::open, desk.openProperty());
        actions.bind(ActionId.ATTACH, attach::open);
        actions.bind(ActionId.ATTACH_VM, attachVm::open);
    }

    List<Node> nodes() {
        return List.of(export.node(), attach.node(), attachVm.node());
    }
}

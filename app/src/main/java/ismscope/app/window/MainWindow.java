package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.action.Actions;
import ismscope.app.details.DetailsTree;
import ismscope.app.details.EventBytesView;
import ismscope.app.events.EventListView;
import ismscope.app.events.ShownEvents;
import ismscope.app.frame.FrameMeter;
import ismscope.app.fxml.View;
import ismscope.app.graph.GraphPane;
import ismscope.app.help.CheatSheet;
import ismscope.app.hex.RegionPane;
import ismscope.app.jump.EventSearch;
import ismscope.app.jump.OriginSearch;
import ismscope.app.model.Player;
import ismscope.app.model.SessionModel;
import ismscope.app.moments.MomentsPane;
import ismscope.app.notice.Notice;
import ismscope.app.notice.NoticeBar;
import ismscope.app.strip.SessionStrip;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.SystemClock;
import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.MenuBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The main window: builds the panes around the one model and shows what is open.
///
/// Thread: FX.
public final class MainWindow {
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

    private final WindowContext context;
    private final SessionModel model;
    private final Texts texts;
    private final Actions actions = new Actions();
    private final ActionNodes nodes;
    private final NoticeBar notices;
    private final SessionDesk desk;
    private final UnsavedNotes unsaved;
    private @Nullable FileQuestions files;
    private final EventSearch search;
    private final OriginSearch origins;
    private final MomentsPane moments;
    private final Player player;
    private final EventArea area;
    private final EventListView events;
    private final DetailsTree details;
    private final EventBytesView bytes;
    private final StatusLine status;
    private final FrameMeter meter;
    private final MainToolBar tools;
    private final WindowLayout layout;
    private final CheatSheet cheatSheet;
    private final StartPage startPage;
    private final GraphPane graph;
    private final RegionPane region;
    private final LowerPanes lower;
    private final SessionPanes whole;

    @FXML private StackPane root;
    @FXML private MenuBar menuBar;
    @FXML private HBox toolBar;
    @FXML private StackPane stripSlot;
    @FXML private StackPane noticeSlot;
    @FXML private StackPane stage;
    @FXML private StackPane statusSlot;
    @FXML private SplitPane columns;
    @FXML private SplitPane left;
    @FXML private SplitPane right;
    @FXML private SplitPane bottom;
    @FXML private PaneFrame graphFrame;
    @FXML private PaneFrame regionFrame;
    @FXML private PaneFrame eventsFrame;
    @FXML private PaneFrame detailsFrame;
    @FXML private PaneFrame bytesFrame;
    @FXML private TabPane lowerTabs;
    @FXML private Tab findingsTab;
    @FXML private PaneFrame findingsFrame;

    /// Builds the window's content.
    ///
    /// @param sources where sessions come from
    public MainWindow(WindowContext context, SessionSources sources) {
        this.context = context;
        model = context.model();
        texts = context.texts();
        Parent view = context.views().load(View.MAIN_WINDOW, this);
        nodes = new ActionNodes(actions, texts);
        notices = new NoticeBar(context.views());
        unsaved = new UnsavedNotes(context, this::save);
        desk = new SessionDesk(model, sources, notices, texts, unsaved::before);
        search = new EventSearch(model, key -> say(texts.text(key)));
        origins = new OriginSearch(model, key -> say(texts.text(key)));
        player = new Player(model);
        area = new EventArea(context, search, notices);
        events = area.list();
        details = new DetailsTree(model);
        bytes = new EventBytesView(model, context.palette(), details);
        meter = new FrameMeter(model, new SystemClock()::epochNanos);
        status = new StatusLine(model, texts, actions, meter);
        tools = new MainToolBar(toolBar, nodes, texts);
        layout = new WindowLayout(columns, left, right, bottom);
        cheatSheet = new CheatSheet(nodes, texts, context.views());
        moments = new MomentsPane(model, texts, origins::ofLeaf, events::requestFocus);
        graph = new GraphPane(model, context.palette(), texts);
        region = new RegionPane(model, context.palette(), texts);
        lower = new LowerPanes(lowerTabs, findingsTab, findingsFrame, model, texts);
        whole =
                new SessionPanes(
                        lowerTabs,
                        context,
                        area.filtering().filterProperty(),
                        area.filterBar()::put);
        lower.showChosen();
        startPage = new StartPage(actions, nodes, texts, context.views());
        view.setId("main-window");
        fillPanes();
        load();
        showPlace();
    }

    /// Puts the content into a window and makes keys, files and closing work.
    ///
    /// @param owner of the dialogs that ask for files
    public void install(Scene scene, Window owner) {
        owner.setOnCloseRequest(event -> {
            event.consume();
            desk.quit(Platform::exit);
        });
        install(scene, new DesktopFileQuestions(owner, texts));
    }

    /// The same with another way to ask for files.
    void install(Scene scene, FileQuestions questions) {
        files = questions;
        MouseGoing mouse = new MouseGoing(actions);
        bindActions(questions);
        bindPanes(scene);
        nodes.fill(menuBar);
        nodes.installKeys(scene);
        tools.fill(context.palette(), desk.runningProperty());
        tools.addPlayer(player, model);
        ContextMenus menus =
                new ContextMenus(nodes, area.filterBar(), area.colours(), events::addColumn);
        menus.fill(events);
        menus.fill(details);
        menus.fill(bytes);
        menus.fill(graph);
        menus.fill(region);
        mouse.install(scene);
        new FileDrop(this::open).install(scene);
        events.requestFocus();
    }

    /// {@return the content}
    public Parent view() {
        return root;
    }

    /// {@return everything a user can do}
    public Actions actions() {
        return actions;
    }

    /// {@return what measures frames}
    public FrameMeter meter() {
        return meter;
    }

    /// {@return the sentence of the error that is shown, empty if none is}
    public String problem() {
        Notice shown = notices.shown();
        return shown == null || shown.level() != Notice.Level.ERROR ? "" : shown.sentence();
    }

    /// Plays a scenario live.
    public void play(ScenarioOptions options) {
        tools.choose(options);
        desk.play(options);
    }

    /// Opens a recording.
    public void open(Path file) {
        desk.openRecording(file);
    }

    /// Plays a recording as if it happened now.
    ///
    /// @param speed how many times faster than it happened
    public void replay(Path file, double speed) {
        player.setSpeed(speed);
        desk.replay(file);
    }

    /// Attaches to a running backend.
    public void attach(BackendAddress address) {
        desk.attach(
                address,
                () -> {},
                sentence -> notices.show(new Notice(Notice.Level.ERROR, sentence, "")));
    }

    /// Remembers sizes, formats and theme.
    public void remember() {
        layout.save(context.settings());
        events.save(context.settings());
        context.settings().put("theme", context.appearance().choiceProperty().get());
        context.settings().put("font", context.palette().fontSize());
        try {
            context.settings().save();
        } catch (IOException e) {
            notices.show(
                    new Notice(
                            Notice.Level.WARNING,
                            texts.text("trouble.settings"),
                            String.valueOf(e.getMessage())));
        }
    }

    private void fillPanes() {
        stripSlot
                .getChildren()
                .add(
                        new SessionStrip(
                                model, player, context.palette(), texts, events::shownEvents));
        noticeSlot.getChildren().add(notices);
        statusSlot.getChildren().add(status);
        graphFrame.setContent(graph);
        regionFrame.setContent(region);
        regionFrame.subtitleProperty().bind(region.standingProperty());
        area.fill(eventsFrame);
        detailsFrame.setContent(details);
        detailsFrame.addOver(moments);
        bytesFrame.setContent(bytes);
        stage.getChildren().add(startPage);
        root.getChildren().add(cheatSheet.node());
        model.sessionProperty().addListener(_ -> showPlace());
        model.currentEventProperty().addListener(_ -> showPlace());
        model.followingProperty().addListener(_ -> showPlace());
        model.statusProperty().addListener(_ -> showPlace());
        desk.runningProperty().addListener(_ -> showAwaited());
        model.stateProperty().addListener(_ -> showAwaited());
    }

    private void load() {
        layout.load(context.settings());
        events.load(context.settings());
    }

    private void bindActions(FileQuestions questions) {
        WindowActions common = new WindowActions(actions, model);
        common.bindTheme(context.appearance());
        common.bindTimes(events);
        common.bindLayouts(layout);
        common.bindGoing(search, new ShownEvents(model));
        common.bindMarks(search);
        common.bindPlaying(player, search);
        common.bindCopying(events, bytes);
        common.bindFindings(lower.findings().chosenProperty());
        lower.bind(actions, nodes, area.notes());
        whole.bind(actions, lower::focus);
        area.bind(actions, desk.openProperty());
        bytes.bindActions(actions);
        common.bindPointing(details, origins, events::addColumn);
        actions.bind(ActionId.OPEN, () -> questions.captureToOpen().ifPresent(this::open));
        actions.bind(ActionId.SAVE, () -> save(() -> {}, () -> {}), desk.openProperty());
        WindowDialogs dialogs =
                new WindowDialogs(context, desk, notices, questions, area.filtering());
        root.getChildren().addAll(dialogs.nodes());
        root.getChildren().add(unsaved.node());
        dialogs.bind(actions, desk);
        actions.bind(ActionId.REATTACH, desk::attachAgain, desk.detachedProperty());
        actions.bind(ActionId.CLOSE_SESSION, desk::close, desk.openProperty());
        actions.bind(ActionId.QUIT, () -> desk.quit(Platform::exit));
        actions.bind(ActionId.START_STOP, this::startOrStop);
        actions.bind(ActionId.RESTART, () -> desk.play(tools.options()));
        actions.bind(ActionId.REPLAY, desk::replayAgain, desk.recordedProperty());
        actions.bind(ActionId.CHEAT_SHEET, cheatSheet::toggle);
        actions.bind(ActionId.ABOUT, () -> notices.show(AboutNotice.in(texts)));
        actions.bind(ActionId.FRAME_METER, () -> status.showFrames(!meter.isOn()));
    }

    private void bindPanes(Scene scene) {
        graph.bindActions(actions);
        region.bindActions(actions);
        List<PaneCycle.Pane> panes = new ArrayList<>();
        panes.add(new PaneCycle.Pane(eventsFrame, events));
        panes.add(new PaneCycle.Pane(detailsFrame, details));
        panes.add(new PaneCycle.Pane(bytesFrame, bytes));
        panes.addAll(lower.panes());
        panes.addAll(whole.panes());
        panes.add(new PaneCycle.Pane(stripSlot, stripSlot.getChildren().getFirst()));
        panes.add(new PaneCycle.Pane(graphFrame, graph));
        panes.add(new PaneCycle.Pane(regionFrame, region));
        actions.bind(ActionId.CONTEXT_MENU, () -> KeyMenu.open(scene), desk.openProperty());
        PaneCycle cycle = new PaneCycle(panes, this::focus);
        actions.bind(ActionId.NEXT_PANE, () -> cycle.go(scene, 1), desk.openProperty());
        actions.bind(ActionId.PREVIOUS_PANE, () -> cycle.go(scene, -1), desk.openProperty());
    }

    /// The comparison of moments lies over the details.
    private void focus(Node pane) {
        lower.focus(pane.equals(details) && moments.isVisible() ? moments : pane);
    }

    private void startOrStop() {
        if (desk.runningProperty().get()) {
            desk.stop();
        } else {
            desk.play(tools.options());
        }
    }

    private void save(Runnable saved, Runnable failed) {
        Optional<Path> target =
                files == null
                        ? Optional.empty()
                        : files.fileToSave(captureName(), "dialog.captures");
        target.ifPresentOrElse(file -> desk.save(file, saved, failed), failed);
    }

    private String captureName() {
        Session session = model.sessionProperty().get();
        String name = session == null ? "session" : session.name().replaceAll("[^\\w.-]", "_");
        return name.endsWith(".pcapng") ? name : name + ".pcapng";
    }

    private void say(String sentence) {
        notices.show(new Notice(Notice.Level.DONE, sentence, ""));
    }

    private void showPlace() {
        boolean open = model.sessionProperty().get() != null;
        boolean ongoing = model.statusProperty().get().isOngoing();
        boolean past = open && ongoing && !model.following();
        boolean opened = open && !columns.isVisible();
        startPage.setVisible(!open);
        columns.setVisible(open);
        if (opened) {
            events.requestFocus();
        }
        stripSlot.setVisible(open);
        stripSlot.setManaged(open);
        root.pseudoClassStateChanged(PAST, past);
        SessionSnapshot snapshot = model.snapshot();
        boolean some = snapshot != null && snapshot.eventCount() > 0 && model.currentEvent() >= 0;
        String place = some ? Numbers.event(model.currentEvent()) : "";
        detailsFrame.subtitleProperty().set(place);
    }

    private void showAwaited() {
        List<String> awaited = desk.awaited();
        graphFrame
                .subtitleProperty()
                .set(awaited.isEmpty() ? "" : texts.text("vm.awaited", String.join(", ", awaited)));
    }
}

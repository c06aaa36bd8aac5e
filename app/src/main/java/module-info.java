import org.jspecify.annotations.NullMarked;

/// The window and the command line.
@NullMarked
module ismscope.app {
    requires static transitive org.jspecify;
    requires transitive ismscope.inspector;
    requires transitive javafx.controls;
    requires javafx.fxml;
    requires org.controlsfx.controls;
    requires atlantafx.base;
    requires info.picocli;

    exports ismscope.app;
    exports ismscope.app.frame;
    exports ismscope.app.icons;
    exports ismscope.app.model;
    exports ismscope.app.theme;

    opens ismscope.app.attach to
            javafx.fxml;
    opens ismscope.app.cli to
            info.picocli;
    opens ismscope.app.export to
            javafx.fxml;
    opens ismscope.app.help to
            javafx.fxml;
    opens ismscope.app.jump to
            javafx.fxml;
    opens ismscope.app.notes to
            javafx.fxml;
    opens ismscope.app.notice to
            javafx.fxml;
    opens ismscope.app.vm to
            javafx.fxml;
    opens ismscope.app.window to
            javafx.fxml;
}

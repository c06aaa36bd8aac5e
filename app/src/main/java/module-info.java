import org.jspecify.annotations.NullMarked;

/// The window and the command line.
@NullMarked
module ismscope.app {
    requires static transitive org.jspecify;
    requires ismscope.inspector;
    requires javafx.controls;
    requires javafx.fxml;
    requires org.controlsfx.controls;
    requires atlantafx.base;
    requires org.jgrapht.core;
    requires info.picocli;
}

package ismscope.app.window;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/// Opens a file that is dropped on the window; of several the first. Thread: FX.
///
/// @param open opens it
record FileDrop(Consumer<Path> open) {
    void install(Scene scene) {
        scene.addEventHandler(DragEvent.DRAG_OVER, FileDrop::over);
        scene.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    }

    private static void over(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        boolean files = event.getDragboard().hasFiles();
        if (files) {
            open.accept(event.getDragboard().getFiles().getFirst().toPath());
        }
        event.setDropCompleted(files);
        event.consume();
    }
}

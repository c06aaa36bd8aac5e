package ismscope.app.window;

import ismscope.app.text.Texts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks with the dialogs of the desktop, beginning where the last file was.
final class DesktopFileQuestions implements FileQuestions {
    private final Window owner;
    private final Texts texts;
    private @Nullable Path folder;

    DesktopFileQuestions(Window owner, Texts texts) {
        this.owner = owner;
        this.texts = texts;
    }

    @Override
    public Optional<Path> captureToOpen() {
        FileChooser chooser = chooser("dialog.open");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                texts.text("dialog.captures"),
                                "*.pcapng",
                                "*.pcapng.gz",
                                "*.pcapng.zst",
                                "*.pcap"),
                        new FileChooser.ExtensionFilter(texts.text("dialog.all_files"), "*"));
        return remember(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> backendFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.text("dialog.backend"));
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> fileToSave(String suggestion, String kind) {
        FileChooser chooser = chooser("dialog.save");
        String ending = suggestion.substring(suggestion.lastIndexOf('.'));
        chooser.setInitialFileName(suggestion);
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(texts.text(kind), "*" + ending));
        return remember(chooser.showSaveDialog(owner));
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.text(title));
        if (folder != null && Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        return chooser;
    }

    private Optional<Path> remember(@Nullable File file) {
        if (file == null) {
            return Optional.empty();
        }
        folder = file.toPath().toAbsolutePath().getParent();
        return Optional.of(file.toPath());
    }
}

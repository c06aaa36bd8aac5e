package ismscope.app.notice;

import ismscope.app.text.Texts;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/// Says in a sentence what went wrong with a file.
public final class FileTrouble {
    private final Texts texts;

    /// Uses these words.
    public FileTrouble(Texts texts) {
        this.texts = texts;
    }

    /// {@return why the file cannot be read}
    public Notice reading(Path file, Exception cause) {
        String key;
        if (cause instanceof NoSuchFileException || Files.notExists(file)) {
            key = "trouble.no_such_file";
        } else if (Files.isDirectory(file)) {
            key = "trouble.is_folder";
        } else if (cause instanceof AccessDeniedException || !Files.isReadable(file)) {
            key = "trouble.not_allowed_to_read";
        } else {
            key = "trouble.not_a_capture";
        }
        return error(key, file, cause);
    }

    /// {@return why the file cannot be written}
    public Notice writing(Path file, Exception cause) {
        Path folder = file.toAbsolutePath().getParent();
        String key;
        if (isFull(cause)) {
            key = "trouble.disk_full";
        } else if (folder != null && Files.notExists(folder)) {
            key = "trouble.no_such_folder";
        } else if (cause instanceof AccessDeniedException) {
            key = "trouble.not_allowed_to_write";
        } else if (Files.isDirectory(file)) {
            key = "trouble.is_folder";
        } else {
            key = "trouble.cannot_write";
        }
        return error(key, file, cause);
    }

    private Notice error(String key, Path file, Exception cause) {
        Path name = file.getFileName() == null ? file : file.getFileName();
        String said = Objects.toString(cause.getMessage(), "");
        String details = texts.text("trouble.details", file.toAbsolutePath().toString(), said);
        return new Notice(Notice.Level.ERROR, texts.text(key, name.toString()), details);
    }

    /// The system's words for a full disk come as the reason of a [FileSystemException], or as the
    /// message of a plain one from a channel.
    private static boolean isFull(Exception cause) {
        String said =
                cause instanceof FileSystemException trouble && trouble.getReason() != null
                        ? trouble.getReason()
                        : Objects.toString(cause.getMessage(), "");
        String words = said.toLowerCase(Locale.ROOT);
        return words.contains("no space left") || words.contains("quota exceeded");
    }
}

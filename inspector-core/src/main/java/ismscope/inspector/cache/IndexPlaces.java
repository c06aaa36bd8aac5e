package ismscope.inspector.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where indexes are kept: beside the capture, or, where nothing may be written there, in the
/// user's cache.
final class IndexPlaces {
    /// Indexes in the user's cache; the oldest go first.
    static final int MOST_KEPT = 32;

    private static final String ENDING = ".ismindex";

    private final Path userCache;

    /// @param userCache the folder for those that cannot be beside their capture
    IndexPlaces(Path userCache) {
        this.userCache = userCache;
    }

    /// {@return the places of this user}
    static IndexPlaces ofUser() {
        String told = System.getenv("XDG_CACHE_HOME");
        Path caches =
                told == null || told.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(told);
        return new IndexPlaces(caches.resolve("ismscope").resolve("index"));
    }

    /// {@return where the index of a capture may be, the likeliest first}
    List<Path> of(Path capture) {
        Path file = capture.toAbsolutePath().normalize();
        byte[] name = file.toString().getBytes(StandardCharsets.UTF_8);
        return List.of(
                file.resolveSibling(file.getFileName() + ENDING),
                userCache.resolve(UUID.nameUUIDFromBytes(name) + ENDING));
    }

    /// Where an index is being written.
    ///
    /// @param part takes it first
    /// @param place where it belongs once it is whole
    record Begun(Path part, Path place) {}

    /// {@return where to write the index of a capture}
    ///
    /// @throws IOException if it can be written nowhere
    Begun begin(Path capture) throws IOException {
        List<Path> places = of(capture);
        try {
            return begin(places.getFirst(), places.getFirst().getParent());
        } catch (IOException e) {
            Files.createDirectories(userCache);
            makeRoom();
            return begin(places.getLast(), userCache);
        }
    }

    private static Begun begin(Path place, @Nullable Path folder) throws IOException {
        // Readable by its owner alone, as temporary files are.
        Path part = Files.createTempFile(folder, ".ismscope-", ".part");
        part.toFile().deleteOnExit();
        return new Begun(part, place);
    }

    private void makeRoom() throws IOException {
        List<Path> kept;
        try (Stream<Path> files = Files.list(userCache)) {
            kept =
                    files.filter(file -> file.toString().endsWith(ENDING))
                            .sorted(Comparator.comparingLong(IndexPlaces::age))
                            .toList();
        }
        for (int i = 0; i <= kept.size() - MOST_KEPT; i++) {
            Files.deleteIfExists(kept.get(i));
        }
    }

    private static long age(Path file) {
        return file.toFile().lastModified();
    }
}

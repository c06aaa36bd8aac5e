package ismscope.app.cli;

import ismscope.inspector.filter.NearestMatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Where guests come in, as typed: `PATH[,name=vm1][,pool=blue]`. As in QEMU's options, a comma in
/// a path or a value is written twice.
///
/// @param path of the socket
/// @param settings what follows it, in the order typed
record EndpointSpec(Path path, Map<String, String> settings) {
    static final String NAME = "name";
    static final String POOL = "pool";

    /// Copies the settings in.
    EndpointSpec {
        settings = new LinkedHashMap<>(settings);
    }

    /// {@return the guest's name: as typed, else the socket's without its ending}
    String name() {
        String typed = settings.get(NAME);
        return typed != null
                ? typed
                : String.valueOf(path.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    }

    /// {@return the pool whose memory the guest shares, if any}
    Optional<String> pool() {
        return setting(POOL);
    }

    /// {@return a setting, empty if it was not typed}
    Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /// Looks whether every setting is one that is known.
    ///
    /// @param option where it was typed, as `--vfio-user`
    /// @return the same
    /// @throws CommandFailure [ExitCode#USAGE] if one is not
    EndpointSpec with(String option, String... known) throws CommandFailure {
        for (String key : settings.keySet()) {
            if (!List.of(known).contains(key)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "%s takes no \"%s=\"%s"
                                .formatted(option, key, NearestMatch.hint(key, List.of(known))));
            }
        }
        return this;
    }

    /// Reads one.
    static final class Converter implements ITypeConverter<EndpointSpec> {
        @Override
        public EndpointSpec convert(String value) {
            List<String> parts = parts(value);
            String path = parts.removeFirst();
            if (path.isEmpty()) {
                throw wrong(value, "has no path");
            }
            Map<String, String> settings = new LinkedHashMap<>();
            for (String part : parts) {
                String[] pair = part.split("=", 2);
                if (pair.length < 2 || pair[0].isEmpty() || pair[1].isEmpty()) {
                    throw wrong(value, "has \"%s\" where key=value is due".formatted(part));
                }
                if (settings.put(pair[0], pair[1]) != null) {
                    throw wrong(value, "has \"%s=\" twice".formatted(pair[0]));
                }
            }
            return new EndpointSpec(Path.of(path), settings);
        }

        private static TypeConversionException wrong(String value, String how) {
            return new TypeConversionException(
                    "\"%s\" %s; write PATH[,name=NAME]".formatted(value, how));
        }

        private static List<String> parts(String value) {
            List<String> parts = new ArrayList<>();
            StringBuilder part = new StringBuilder();
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c != ',') {
                    part.append(c);
                } else if (i + 1 < value.length() && value.charAt(i + 1) == ',') {
                    part.append(c);
                    i++;
                } else {
                    parts.add(part.toString());
                    part.setLength(0);
                }
            }
            parts.add(part.toString());
            return parts;
        }
    }
}

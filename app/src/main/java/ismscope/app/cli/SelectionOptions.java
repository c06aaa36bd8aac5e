package ismscope.app.cli;

import ismscope.device.tap.TapKind;
import ismscope.inspector.export.EventFilter;
import ismscope.inspector.export.EventSelection;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterException;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.filter.NearestMatch;
import ismscope.inspector.session.SessionSnapshot;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which events of a recording are meant; without any, all are.
final class SelectionOptions {
    /// A device that no event is of.
    private static final int NOBODY = -1;

    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})?(-)?(\\d{1,18})?");

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "Only of this device, as vm1 or host; again for more.")
    private List<String> devices = List.of();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Only about this region, as 0x1f2e...; again for more.")
    private List<String> tokens = List.of();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Only of this kind, as request or doorbell; again for more.")
    private List<String> kinds = List.of();

    @Option(
            names = "--events",
            paramLabel = "A-B",
            description = "Only numbers A to B; either may be left out.")
    private @Nullable String range;

    @Option(
            names = {"-Y", "--filter"},
            paramLabel = "FILTER",
            description =
                    "Only what this display filter wants, as 'ism.cmd == ATTACH && ism.status !="
                            + " OK'; -G fields lists what can be asked.")
    private String filterText = "";

    private @Nullable FilterRun filter;

    /// {@return whether states or findings may be asked for}
    boolean asksForMoreThanEvents() {
        return !filterText.isBlank();
    }

    /// {@return what was chosen}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if there is no such device, kind or range, or if the
    ///   filter is none
    EventFilter in(SessionSnapshot snapshot) throws CommandFailure {
        for (String name : devices) {
            require(name, snapshot);
        }
        return soFar(snapshot);
    }

    /// {@return what was chosen, as far as it is there: devices may still come}
    ///
    /// @param snapshot of the same session each time
    /// @throws CommandFailure [ExitCode#USAGE] if there is no such kind or range, or if the filter
    ///   is none
    EventFilter soFar(SessionSnapshot snapshot) throws CommandFailure {
        EventSelection selection = selection(snapshot);
        if (filterText.isBlank()) {
            return selection;
        }
        FilterRun run = filter;
        if (run == null) {
            run = new FilterRun(parsed(filterText, snapshot));
            filter = run;
        }
        Matches matches = run.advance(snapshot);
        return (session, event) -> matches.contains(event) && selection.accepts(session, event);
    }

    /// {@return what the text of `-Y` says}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if it is no filter
    static Filter parsed(String text, SessionSnapshot snapshot) throws CommandFailure {
        try {
            return Filter.parse(text, snapshot);
        } catch (FilterException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "-Y: %s%n%s".formatted(e.fault().inFull(), e.fault().underlined(text)));
        }
    }

    private EventSelection selection(SessionSnapshot snapshot) throws CommandFailure {
        Set<Integer> ordinals = new HashSet<>();
        for (String name : devices) {
            ordinals.addAll(ordinals(name, snapshot));
        }
        if (!devices.isEmpty() && ordinals.isEmpty()) {
            ordinals.add(NOBODY);
        }
        Set<TapKind> chosen = new HashSet<>();
        for (String name : kinds) {
            chosen.add(kind(name));
        }
        Set<Long> regions = new HashSet<>();
        for (String token : tokens) {
            regions.add(token(token));
        }
        return range(EventSelection.ALL.ofDevices(ordinals).ofKinds(chosen).ofTokens(regions));
    }

    /// {@return the devices of this name: a VM that left and came again is another one}
    private static Set<Integer> ordinals(String name, SessionSnapshot snapshot) {
        Set<Integer> found = new HashSet<>();
        for (int device = 0; device < snapshot.deviceCount(); device++) {
            if (snapshot.deviceName(device).equals(name)) {
                found.add(device);
            }
        }
        return found;
    }

    private static void require(String name, SessionSnapshot snapshot) throws CommandFailure {
        if (ordinals(name, snapshot).isEmpty()) {
            List<String> names =
                    IntStream.range(0, snapshot.deviceCount())
                            .mapToObj(snapshot::deviceName)
                            .toList();
            throw usage("there is no device \"%s\"%s", name, NearestMatch.hint(name, names));
        }
    }

    private static TapKind kind(String name) throws CommandFailure {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> names = Arrays.stream(TapKind.values()).map(TapKind::name).toList();
        if (!names.contains(wanted)) {
            throw usage(
                    "there is no kind \"%s\"%s",
                    name, NearestMatch.hint(wanted, names).toLowerCase(Locale.ROOT));
        }
        return TapKind.valueOf(wanted);
    }

    private static long token(String text) throws CommandFailure {
        try {
            boolean hex = text.startsWith("0x") || text.startsWith("0X");
            return Long.parseUnsignedLong(hex ? text.substring(2) : text, hex ? 16 : 10);
        } catch (NumberFormatException _) {
            throw usage("\"%s\" is no token; write %s", text, "0x and hex digits.");
        }
    }

    private EventSelection range(EventSelection selection) throws CommandFailure {
        if (range == null) {
            return selection;
        }
        Matcher matcher = RANGE.matcher(range);
        boolean bounded =
                matcher.matches() && (matcher.group(1) != null || matcher.group(3) != null);
        if (!bounded) {
            throw usage("\"%s\" is no range of events; write %s", range, "10-20, 10- or -20.");
        }
        long first = matcher.group(1) == null ? 1 : Long.parseLong(matcher.group(1));
        boolean single = matcher.group(2) == null;
        long last =
                matcher.group(3) != null
                        ? Long.parseLong(matcher.group(3))
                        : single ? first : Long.MAX_VALUE;
        return selection.between(first - 1, last - 1);
    }

    private static CommandFailure usage(String sentence, String word, String rest) {
        return new CommandFailure(ExitCode.USAGE, sentence.formatted(word, rest));
    }
}

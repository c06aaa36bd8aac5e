package ismscope.app.cli;

import ismscope.device.model.AccessOptions;
import ismscope.device.model.AccessRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The options that limit which trapped loads and stores are recorded.
final class AccessLimitOptions {
    @Option(
            names = "--accesses",
            paramLabel = "KIND",
            description =
                    "Record these accesses to device memory, one by one, of VMs that trap:"
                            + " ${COMPLETION-CANDIDATES} (default: all). What is left out counts as"
                            + " lost.")
    private Kind kind = Kind.all;

    @Option(
            names = "--access-rate",
            paramLabel = "N",
            description = "Record so many of them in any second (default: all).")
    private @Nullable Long rate;

    @Option(
            names = "--access-range",
            paramLabel = "FROM-TO",
            converter = RangeConverter.class,
            description =
                    "Record those that touch these bytes of a region, as 0-4K, the last one not"
                            + " counted. May be repeated. One region alone: \"set-capture\" of the"
                            + " control protocol.")
    private List<AccessRange> ranges = new ArrayList<>();

    /// As typed, therefore in lower case.
    private enum Kind {
        all,
        loads,
        stores,
        none
    }

    /// {@return what is recorded}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if the rate is negative
    AccessOptions accesses() throws CommandFailure {
        if (rate != null && rate < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--access-rate is 0 or more.");
        }
        return new AccessOptions(
                kind == Kind.all || kind == Kind.loads,
                kind == Kind.all || kind == Kind.stores,
                rate == null ? AccessOptions.UNLIMITED : rate,
                ranges);
    }

    /// Reads a range of any region.
    static final class RangeConverter implements ITypeConverter<AccessRange> {
        private final ByteSizeConverter sizes = new ByteSizeConverter();

        @Override
        public AccessRange convert(String value) {
            String[] ends = value.split("-", -1);
            if (ends.length != 2) {
                throw wrong(value);
            }
            long from = sizes.convert(ends[0]);
            long to = sizes.convert(ends[1]);
            if (from >= to) {
                throw wrong(value);
            }
            return new AccessRange(0, from, to);
        }

        private static TypeConversionException wrong(String value) {
            return new TypeConversionException(
                    "\"%s\" is no range of bytes; write FROM-TO, as 0-4K".formatted(value));
        }
    }
}

package ismscope.app.cli;

import ismscope.inspector.export.TimeFormat;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads tshark's letters for `-t`.
final class TimeFormatConverter implements ITypeConverter<TimeFormat> {
    @Override
    public TimeFormat convert(String value) {
        List<String> known = Arrays.stream(TimeFormat.values()).map(TimeFormat::letters).toList();
        return TimeFormat.of(value)
                .orElseThrow(() ->
                        new TypeConversionException(
                                "\"%s\" is no format of time; there are %s"
                                        .formatted(value, String.join(", ", known))));
    }
}

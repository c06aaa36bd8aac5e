package ismscope.app.cli;

import ismscope.device.scenario.Scenario;
import ismscope.device.scenario.Scenarios;
import ismscope.inspector.filter.NearestMatch;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the name of a scenario; for one that does not exist it names the nearest that does.
final class ScenarioConverter implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        if (Scenarios.byName(value).isPresent()) {
            return value;
        }
        List<String> names = Scenarios.all().stream().map(Scenario::name).toList();
        throw new TypeConversionException(
                "there is no scenario \"%s\"%s"
                        .formatted(
                                value,
                                NearestMatch.of(value, names)
                                        .map("; did you mean \"%s\"?"::formatted)
                                        .orElse(", \"ismscope scenarios\" lists all.")));
    }
}

package ismscope.inspector.files;

import ismscope.inspector.capture.CaptureOrigin;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// A survey as a JSON object. Members: docs/files.md.
public final class SurveyJson {
    private static final JsonMapper JSON = new JsonMapper();

    private SurveyJson() {}

    /// {@return the facts as one object on one line}
    public static String of(CaptureSurvey survey) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", survey.file().toString());
        facts.put("packing", survey.packing().name().toLowerCase(Locale.ROOT));
        facts.put("fileBytes", survey.fileBytes());
        facts.put("captureBytes", survey.captureBytes());
        facts.put("events", survey.events());
        facts.put("recordBytes", survey.recordBytes());
        facts.put("firstNanos", survey.first());
        facts.put("lastNanos", survey.last());
        facts.put("inOrder", survey.inOrder());
        facts.put("lost", survey.lost());
        facts.put("comments", survey.comments());
        facts.put("sections", survey.sections().stream().map(SurveyJson::section).toList());
        facts.put("devices", survey.devices().stream().map(SurveyJson::device).toList());
        facts.put("kinds", byName(survey.kinds()));
        facts.put("skipped", byName(survey.skipped()));
        facts.put("trouble", survey.trouble());
        return JSON.writeValueAsString(facts);
    }

    private static Map<String, Object> section(CaptureOrigin origin) {
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("application", origin.application());
        section.put("os", origin.os());
        section.put("facts", origin.facts());
        return section;
    }

    private static Map<String, Object> device(DeviceShare share) {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("ordinal", share.ordinal());
        device.put("name", share.name());
        device.put("events", share.events());
        device.put("lost", share.lost());
        return device;
    }

    private static Map<String, Long> byName(Map<? extends Enum<?>, Long> counts) {
        return counts.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> entry.getKey().name(),
                                Map.Entry::getValue,
                                (one, _) -> one,
                                LinkedHashMap::new));
    }
}

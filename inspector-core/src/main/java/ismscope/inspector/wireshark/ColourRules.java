package ismscope.inspector.wireshark;

import static ismscope.device.tap.TapKind.ACCESS;
import static ismscope.device.tap.TapKind.CONTENT;
import static ismscope.device.tap.TapKind.DEVICE_ADDED;
import static ismscope.device.tap.TapKind.DEVICE_REMOVED;
import static ismscope.device.tap.TapKind.DOORBELL;
import static ismscope.device.tap.TapKind.EVENT;
import static ismscope.device.tap.TapKind.FEATURES;
import static ismscope.device.tap.TapKind.GRANT;
import static ismscope.device.tap.TapKind.INTERRUPT;
import static ismscope.device.tap.TapKind.MAPPED;
import static ismscope.device.tap.TapKind.MARK;
import static ismscope.device.tap.TapKind.QUEUE;
import static ismscope.device.tap.TapKind.REGION_CREATED;
import static ismscope.device.tap.TapKind.REGION_FREED;
import static ismscope.device.tap.TapKind.REPLY;
import static ismscope.device.tap.TapKind.REQUEST;
import static ismscope.device.tap.TapKind.RESUMED;
import static ismscope.device.tap.TapKind.STATUS;
import static ismscope.device.tap.TapKind.STOPPED;
import static ismscope.device.tap.TapKind.SWALLOWED;
import static ismscope.device.tap.TapKind.UNMAPPED;

import ismscope.device.protocol.Ack;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.IsmField;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Wireshark's colour rules for our events: the first that fits counts. Dark text on light colours,
/// which every theme of Wireshark shows alike.
final class ColourRules {
    private static final String TEXT = "#12272e";

    private final StringBuilder out = new StringBuilder();

    private ColourRules() {}

    /// {@return the file `colorfilters`}
    static String text() {
        ColourRules rules = new ColourRules();
        rules.out.append("# ").append(WiresharkPackage.MARK).append(".\n");
        rules.bySeverity("Violation", IsmField.VIOLATION_SEVERITY.fieldName());
        rules.bySeverity("Finding", "ism.finding.severity");
        rules.rule("Records lost", IsmField.LOST_COUNT.fieldName(), "#e0b3ff");
        rules.rule(
                "Refused",
                "%1$s != %3$d || (%2$s && !(%2$s contains \"%4$s (\"))"
                        .formatted(
                                IsmField.ACK.fieldName(),
                                IsmField.RESULT.fieldName(),
                                Ack.OK.code(),
                                Ack.OK.name()),
                "#ffd1b3");
        rules.rule("Swallowed notification", kinds(SWALLOWED), "#e6d9c8");
        rules.rule("Notification", kinds(DOORBELL, EVENT, INTERRUPT), "#fff6cc");
        rules.rule("Command", kinds(REQUEST, REPLY), "#dcebff");
        rules.rule(
                "Region", kinds(REGION_CREATED, REGION_FREED, MAPPED, UNMAPPED, GRANT), "#dcf5dc");
        rules.rule("Bytes of a region", kinds(CONTENT, ACCESS), "#f2f2f2");
        rules.rule(
                "Device", kinds(DEVICE_ADDED, DEVICE_REMOVED, STATUS, FEATURES, QUEUE), "#e6e0f8");
        rules.rule("Note", kinds(MARK, STOPPED, RESUMED), "#ffffff");
        return rules.out.toString();
    }

    private static String kinds(TapKind... kinds) {
        return Arrays.stream(kinds)
                .map(kind -> Integer.toString(kind.code()))
                .collect(Collectors.joining(", ", IsmField.KIND.fieldName() + " in {", "}"));
    }

    private void bySeverity(String name, String field) {
        rule(name + ", error", "%s >= %d".formatted(field, Severity.ERROR.code()), "#ffb3b3");
        rule(name + ", warning", "%s == %d".formatted(field, Severity.WARN.code()), "#ffe08a");
        rule(name + ", note", field, "#c9ecff");
    }

    private void rule(String name, String filter, String background) {
        out.append("@%s@%s@%s%s\n".formatted(name, filter, sixteen(background), sixteen(TEXT)));
    }

    /// {@return a colour in 16 bits for each part: `[65535,0,0]`}
    private static String sixteen(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return String.format(
                Locale.ROOT,
                "[%d,%d,%d]",
                (rgb >> 16) * 257,
                (rgb >> 8 & 0xff) * 257,
                (rgb & 0xff) * 257);
    }
}

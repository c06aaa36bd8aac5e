package ismscope.inspector.event;

import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;

/// The body of one record as fields, kind by kind. Spec: docs/capture-format.md, "Kinds".
final class BodyDissector {
    private static final long KNOWN_RIGHTS = 0x1f;

    private final Event event;
    private final EventContext context;
    private final FieldCursor body;

    BodyDissector(Event event, EventContext context, FieldCursor body) {
        this.event = event;
        this.context = context;
        this.body = body;
    }

    /// Takes the fields of a kind; bytes behind them are left.
    void dissect(TapKind kind) {
        switch (kind) {
            case DEVICE_ADDED -> deviceAdded();
            case DEVICE_REMOVED -> code(IsmField.DEVICE_REMOVAL, WireNames::removal);
            case STATUS -> {
                body.number(IsmField.STATUS_BEFORE, 1, BodyDissector::status);
                body.number(IsmField.STATUS_AFTER, 1, BodyDissector::status);
            }
            case FEATURES -> features();
            case QUEUE -> queue();
            case REQUEST -> request();
            case REPLY -> reply();
            case EVENT -> event();
            case DOORBELL -> doorbell();
            case INTERRUPT -> {
                body.number(IsmField.INTERRUPT_VECTOR, 2, ValueText::count);
                code(IsmField.INTERRUPT_CAUSE, WireNames::interruptCause);
                body.reserved(5);
            }
            case REGION_CREATED -> {
                body.number(IsmField.SIZE, 8, BodyDissector::size);
                devid(IsmField.REGION_CREATOR);
            }
            case REGION_FREED, RESUMED, UNKNOWN -> {
                // No body.
            }
            case MAPPED -> {
                body.number(IsmField.RIGHTS, 8, ValueText::permissions, BodyDissector::rightsFault);
                AreaFields.counted(body);
            }
            case UNMAPPED -> code(IsmField.UNMAPPING, WireNames::unmapping);
            case GRANT -> {
                devid(IsmField.GRANT_DEVID);
                body.number(IsmField.RIGHTS, 8, ValueText::permissions, BodyDissector::rightsFault);
            }
            case CONTENT -> content();
            case ACCESS -> access();
            case VIOLATION -> violation();
            case LOST -> {
                body.number(IsmField.LOST_COUNT, 8, ValueText::count);
                code(IsmField.LOST_REASON, WireNames::loss);
            }
            case MARK ->
                    body.text(
                            IsmField.MARK_TEXT,
                            body.number(IsmField.MARK_LENGTH, 4, ValueText::count));
            case STOPPED -> body.number(IsmField.BREAKPOINT, 8, ValueText::count);
            case SWALLOWED -> {
                code(IsmField.SWALLOWED_REASON, WireNames::swallowing);
                body.number(IsmField.SWALLOWED_COUNT, 8, ValueText::count);
            }
        }
        regionOrigin(kind);
    }

    private void deviceAdded() {
        body.number(IsmField.DEVICE_DEVID, 8, ValueText::hex);
        body.number(IsmField.DEVICE_GID, 8, ValueText::hex);
        body.number(IsmField.DEVICE_CHUNK_SIZE, 8, BodyDissector::size);
        body.number(IsmField.DEVICE_NOTIFY_SIZE, 8, BodyDissector::size);
        body.number(IsmField.DEVICE_WINDOW_SIZE, 8, BodyDissector::size);
        body.text(
                IsmField.DEVICE_NAME,
                body.number(IsmField.DEVICE_NAME_LENGTH, 2, ValueText::count));
        if (!body.cut() && body.left() > 0) {
            body.text(
                    IsmField.DEVICE_POOL,
                    body.number(IsmField.DEVICE_POOL_LENGTH, 2, ValueText::count));
        }
    }

    private void features() {
        long offered = body.number(IsmField.FEATURES_OFFERED, 8, BodyDissector::featureBits);
        long accepted =
                body.number(
                        IsmField.FEATURES_ACCEPTED,
                        8,
                        BodyDissector::featureBits,
                        bits ->
                                (bits & ~offered) == 0
                                        ? ""
                                        : "not offered: " + FeatureBit.describe(bits & ~offered));
        if (!body.cut()) {
            body.generated(
                    IsmField.FEATURES_DECLINED, FeatureBit.describe(offered & ~accepted), -1);
        }
    }

    private void queue() {
        body.number(IsmField.QUEUE_INDEX, 2, BodyDissector::queueName);
        body.number(IsmField.QUEUE_SIZE, 2, ValueText::count);
        body.number(
                IsmField.QUEUE_ENABLED, 1, value -> value == 0 ? "no (0)" : "yes (" + value + ")");
        code(
                IsmField.QUEUE_LAYOUT,
                layout ->
                        layout == 0
                                ? "split"
                                : layout == 1 ? "packed" : "unknown layout " + layout);
        body.reserved(2);
        body.number(IsmField.QUEUE_DESCRIPTOR_AREA, 8, ValueText::hex);
        body.number(IsmField.QUEUE_DRIVER_AREA, 8, ValueText::hex);
        body.number(IsmField.QUEUE_DEVICE_AREA, 8, ValueText::hex);
    }

    private void request() {
        long queue = body.number(IsmField.QUEUE_INDEX, 2, BodyDissector::queueName);
        body.number(IsmField.CHAIN_HEAD, 2, ValueText::count);
        body.number(IsmField.CHAIN_DESCRIPTORS, 2, ValueText::count);
        body.reserved(2);
        long readable =
                body.number(IsmField.CHAIN_READABLE, 4, BodyDissector::size, this::captured);
        body.number(IsmField.CHAIN_WRITABLE, 4, BodyDissector::size);
        if (!body.cut() && queue == 0 && readable > 0) {
            CommandDissector.command(body, context);
        }
        CommandDissector.response(body, event, context);
    }

    private void reply() {
        body.number(IsmField.QUEUE_INDEX, 2, BodyDissector::queueName);
        body.number(IsmField.CHAIN_HEAD, 2, ValueText::count);
        body.number(IsmField.CHAIN_USED, 4, BodyDissector::size, this::capturedReply);
        body.number(IsmField.LATENCY, 8, BodyDissector::nanos);
        if (!body.cut()) {
            CommandDissector.reply(body, event, context);
        }
    }

    private void event() {
        body.number(IsmField.QUEUE_INDEX, 2, BodyDissector::queueName);
        body.number(IsmField.CHAIN_HEAD, 2, ValueText::count);
        long used = body.number(IsmField.CHAIN_USED, 4, BodyDissector::size);
        if (!body.cut() && body.left() > 0) {
            int length = used == 0 ? body.left() : (int) Math.min(used, body.left());
            CommandDissector.event(body, length, context);
        }
        if (!body.cut() && body.left() > 0) {
            body.number(IsmField.EVENT_BUFFERS, 2, ValueText::count);
        }
    }

    /// {@return a fault if the record holds fewer or more bytes than the chain had for reading}
    private String captured(long length) {
        return lengthFault(length, body.left() - 8);
    }

    private String capturedReply(long length) {
        return lengthFault(length, body.left() - 12);
    }

    private static String lengthFault(long length, int captured) {
        return length == Math.max(captured, 0)
                ? ""
                : "%d of them captured".formatted(Math.max(captured, 0));
    }

    private void doorbell() {
        long offset = body.number(IsmField.DOORBELL_OFFSET, 8, ValueText::hex);
        long introduced = context.deviceAppearance(event.device());
        if (!body.cut()
                && introduced >= 0
                && context.event(introduced).record() instanceof TapRecord.DeviceAdded added
                && added.notifySize() != 0) {
            long chunk = Long.divideUnsigned(offset, added.notifySize());
            body.generated(IsmField.DOORBELL_CHUNK, ValueText.count(chunk), -1);
        }
    }

    private void content() {
        body.number(IsmField.CONTENT_OFFSET, 8, ValueText::hex);
        code(IsmField.CONTENT_QUALITY, WireNames::quality);
        body.reserved(3);
        body.bytes(
                IsmField.CONTENT_BYTES,
                body.number(IsmField.CONTENT_LENGTH, 4, BodyDissector::size));
    }

    private void access() {
        body.number(IsmField.ACCESS_OFFSET, 8, ValueText::hex);
        body.number(
                IsmField.ACCESS_WIDTH,
                1,
                BodyDissector::size,
                width -> width >= 1 && width <= 8 ? "" : "an access has 1 to 8 bytes");
        body.number(
                IsmField.ACCESS_STORE,
                1,
                store -> store == 0 ? "load (0)" : "store (" + store + ")");
        body.reserved(6);
        body.number(IsmField.ACCESS_VALUE, 8, ValueText::hex);
    }

    private void violation() {
        int code = (int) body.number(IsmField.VIOLATION_RULE, 2, BodyDissector::rule);
        body.number(
                IsmField.VIOLATION_SEVERITY,
                1,
                severity -> Severity.fromCode((int) severity) + " (" + severity + ")");
        body.reserved(1);
        long length = body.number(IsmField.VIOLATION_TEXT_LENGTH, 4, ValueText::count);
        body.text(IsmField.VIOLATION_TEXT, length);
        if (!body.cut() && body.left() > 0) {
            body.bytes(IsmField.VIOLATION_RAW, body.left());
        }
        ViolationRule rule = WireNames.rule(code);
        if (rule != null) {
            body.generated(IsmField.VIOLATION_SUMMARY, rule.summary(), -1);
            body.generated(IsmField.VIOLATION_CLAUSE, rule.clause(), -1);
        }
    }

    private void devid(IsmField field) {
        long devid =
                body.number(
                        field,
                        8,
                        value ->
                                value == TapRecord.Grant.DEFAULT && field == IsmField.GRANT_DEVID
                                        ? "all others"
                                        : ValueText.hex(value));
        if (!body.cut()) {
            CommandDissector.peer(body, devid, context);
        }
    }

    /// Says where the region that the record is about comes from.
    private void regionOrigin(TapKind kind) {
        if (event.token() == 0 || kind == TapKind.REGION_CREATED) {
            return;
        }
        long created = context.regionCreation(event.token());
        if (created >= 0
                && created < event.number()
                && context.kind(created) == TapKind.REGION_CREATED) {
            body.generated(IsmField.REGION_CREATED_IN, () -> origin(created), created);
        }
    }

    private String origin(long created) {
        String place = "#" + (created + 1);
        return context.event(created).record() instanceof TapRecord.RegionCreated region
                ? place
                        + ", "
                        + ValueText.size(region.size())
                        + " by "
                        + EventDescriber.deviceOf(region.creatorDevid(), context)
                : place;
    }

    private void code(IsmField field, java.util.function.IntFunction<String> name) {
        body.number(
                field,
                1,
                value -> name.apply((int) value) + " (" + value + ")",
                value -> name.apply((int) value).startsWith("unknown ") ? "unknown" : "");
    }

    static String rightsFault(long rights) {
        long unknown = rights & ~KNOWN_RIGHTS;
        return unknown == 0 ? "" : "unknown bits " + ValueText.hex(unknown);
    }

    static String size(long bytes) {
        String text = ValueText.size(bytes);
        return text.contains("iB") ? text + " (" + ValueText.count(bytes) + ")" : text;
    }

    static String queueName(long index) {
        return WireNames.queue((int) index) + " (" + index + ")";
    }

    static String nanos(long nanos) {
        String text = ValueText.duration(nanos);
        return nanos < 0 || nanos >= 1000 ? text + " (" + ValueText.count(nanos) + " ns)" : text;
    }

    private static String status(long status) {
        return DeviceStatus.describe((int) status) + " (0x" + ValueText.hexDigits(status, 2) + ")";
    }

    private static String featureBits(long bits) {
        return FeatureBit.describe(bits) + " (" + ValueText.hex(bits) + ")";
    }

    private static String rule(long code) {
        ViolationRule rule = WireNames.rule((int) code);
        return (rule == null ? "unknown" : rule.name()) + " (" + code + ")";
    }
}

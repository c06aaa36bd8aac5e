package ismscope.inspector.control;

import ismscope.device.model.DeviceStanding;
import ismscope.device.model.IsmDevice;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.region.Attachment;
import ismscope.device.region.Region;
import ismscope.inspector.event.ValueText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What can be asked about devices and regions.
final class QueryCommands {
    /// Devices or regions in one answer.
    private static final long MOST_LISTED = 500;

    /// Grants or mappings told of one region.
    private static final int MOST_OF_REGION = 64;

    private final ObservedHost observed;

    QueryCommands(ObservedHost observed) {
        this.observed = observed;
    }

    List<ControlCommand> all() {
        return List.of(
                ControlCommand.answering("query-devices", this::devices, "skip", "limit"),
                ControlCommand.answering("query-regions", this::regions, "skip", "limit"));
    }

    private Object devices(Arguments arguments) throws ControlFault {
        long skip = skip(arguments);
        long limit = limit(arguments);
        return observed.ask(host -> {
            List<Map<String, Object>> listed = new ArrayList<>();
            host.devices().stream()
                    .skip(skip)
                    .limit(limit)
                    .map(IsmDevice::standing)
                    .forEach(device -> listed.add(device(device)));
            return page("devices", host.devices().size(), listed);
        });
    }

    private Object regions(Arguments arguments) throws ControlFault {
        long skip = skip(arguments);
        long limit = limit(arguments);
        return observed.ask(host -> {
            List<Map<String, Object>> listed = new ArrayList<>();
            host.regionsInUse().stream()
                    .skip(skip)
                    .limit(limit)
                    .forEach(region -> listed.add(region(region)));
            return page("regions", host.regionsInUse().size(), listed);
        });
    }

    private static long skip(Arguments arguments) throws ControlFault {
        return arguments.number("skip", 0, Integer.MAX_VALUE, 0);
    }

    private static long limit(Arguments arguments) throws ControlFault {
        return arguments.number("limit", 1, MOST_LISTED, MOST_LISTED);
    }

    private static Map<String, Object> page(
            String name, int total, List<Map<String, Object>> listed) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("total", total);
        page.put(name, listed);
        return page;
    }

    private static Map<String, Object> device(DeviceStanding device) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("ordinal", device.ordinal());
        told.put("name", device.name());
        told.put("status", DeviceStatus.describe(device.status()));
        told.put("features-offered", FeatureBit.describe(device.offered()));
        told.put("features-accepted", FeatureBit.describe(device.accepted()));
        told.put("vectors", device.vectors());
        told.put("queues", device.queues().stream().map(QueryCommands::queue).toList());
        told.put("regions", device.regions().stream().map(ValueText::token).toList());
        return told;
    }

    private static Map<String, Object> queue(DeviceStanding.Queue queue) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("index", queue.index());
        told.put("size", queue.size());
        told.put("enabled", queue.enabled());
        told.put("layout", queue.packed() ? "packed" : "split");
        if (queue.waiting() != DeviceStanding.NOT_RUNNING) {
            told.put("waiting", queue.waiting());
        }
        return told;
    }

    private static Map<String, Object> region(Region region) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("token", ValueText.token(region.token()));
        told.put("size", region.size());
        told.put("creator", region.creator());
        told.put("written", region.isWritten());
        told.put("default-rights", region.grants().byDefault().toString());
        List<Object> grants = new ArrayList<>();
        region.grants()
                .own()
                .forEach((devid, rights) -> {
                    if (grants.size() < MOST_OF_REGION) {
                        grants.add(pair("devid", devid, "rights", rights.toString()));
                    }
                });
        told.put("grants", grants);
        told.put("attached", region.attachments().size());
        told.put(
                "mappings",
                region.attachments().stream()
                        .limit(MOST_OF_REGION)
                        .map(QueryCommands::mapping)
                        .toList());
        return told;
    }

    private static Map<String, Object> mapping(Attachment attachment) {
        Map<String, Object> told =
                pair("device", attachment.devid(), "rights", attachment.rights().toString());
        told.put(
                "areas",
                attachment.areas().stream()
                        .limit(MOST_OF_REGION)
                        .map(area -> pair("offset", area.offset(), "size", area.size()))
                        .toList());
        return told;
    }

    private static Map<String, Object> pair(
            String name, Object value, String otherName, Object other) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put(name, value);
        pair.put(otherName, other);
        return pair;
    }
}

package ismscope.inspector.control;

import ismscope.device.model.DeviceStanding;
import ismscope.device.model.IsmDevice;
import ismscope.device.model.IsmHost;
import ismscope.device.region.Region;
import ismscope.inspector.event.ValueText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `human-monitor-command`: what people type who know the monitor of QEMU, answered as there.
final class HumanMonitor {
    private static final int LONGEST_LINE = 1024;
    private static final int MOST_LISTED = 1000;
    private static final String PATH_START = "/machine/peripheral/";
    private static final String PATH_END = "/virtio-backend";

    private final ObservedHost observed;

    HumanMonitor(ObservedHost observed) {
        this.observed = observed;
    }

    List<ControlCommand> all() {
        return List.of(
                ControlCommand.answering("human-monitor-command", this::answer, "command-line"));
    }

    private Object answer(Arguments arguments) throws ControlFault {
        String[] words = arguments.text("command-line", LONGEST_LINE).strip().split("\\s+", -1);
        String command = words.length > 1 ? words[0] + " " + words[1] : words[0];
        return switch (command) {
            case "info virtio" -> {
                expect(words, 2, "info virtio");
                yield observed.ask(HumanMonitor::devices);
            }
            case "info virtio-status" -> {
                expect(words, 3, "info virtio-status PATH");
                yield HumanTexts.status(path(words[2]), device(words[2]));
            }
            case "info virtio-queue-status" -> {
                expect(words, 4, "info virtio-queue-status PATH QUEUE");
                yield queue(words[2], words[3]);
            }
            case "info ism-regions" -> {
                expect(words, 2, "info ism-regions");
                yield observed.ask(HumanMonitor::regions);
            }
            default ->
                    throw new ControlFault(
                            ControlFault.Kind.COMMAND_NOT_FOUND,
                            "there is no monitor command \"%s\"; there are info virtio, info"
                                            .formatted(command)
                                    + " virtio-status, info virtio-queue-status and info"
                                    + " ism-regions");
        };
    }

    private static void expect(String[] words, int count, String usage) throws ControlFault {
        if (words.length != count) {
            throw new ControlFault(ControlFault.Kind.INVALID_ARGUMENT, "usage: " + usage);
        }
    }

    private static String devices(IsmHost host) {
        StringBuilder text = new StringBuilder();
        host.devices().stream()
                .limit(MOST_LISTED)
                .forEach(device ->
                        text.append(path(nameInPath(host, device))).append(" [virtio-ism]\n"));
        return text.toString();
    }

    /// {@return its name if that is a word and no other device has it, else its ordinal}
    private static String nameInPath(IsmHost host, IsmDevice device) {
        String name = device.name();
        long same = host.devices().stream().filter(other -> other.name().equals(name)).count();
        boolean word = name.matches("[\\w.-]+");
        return same == 1 && word ? name : Integer.toString(device.ordinal());
    }

    private static String path(String name) {
        return name.startsWith(PATH_START) ? name : PATH_START + name + PATH_END;
    }

    /// {@return the device at a path, or of a bare name or ordinal}
    private DeviceStanding device(String typed) throws ControlFault {
        boolean path = typed.startsWith(PATH_START) && typed.endsWith(PATH_END);
        String name =
                path
                        ? typed.substring(PATH_START.length(), typed.length() - PATH_END.length())
                        : typed;
        Found found = observed.ask(host -> find(host, name));
        if (found.device == null) {
            throw new ControlFault(ControlFault.Kind.DEVICE_NOT_FOUND, found.trouble);
        }
        return found.device;
    }

    private record Found(@Nullable DeviceStanding device, String trouble) {}

    private static Found find(IsmHost host, String name) {
        List<IsmDevice> named =
                host.devices().stream()
                        .filter(device ->
                                device.name().equals(name)
                                        || Integer.toString(device.ordinal()).equals(name))
                        .toList();
        return switch (named.size()) {
            case 0 -> new Found(null, "there is no device \"%s\"".formatted(name));
            case 1 -> new Found(named.getFirst().standing(), "");
            default ->
                    new Found(null, "several devices are \"%s\"; use an ordinal".formatted(name));
        };
    }

    private String queue(String path, String number) throws ControlFault {
        DeviceStanding device = device(path);
        for (DeviceStanding.Queue queue : device.queues()) {
            if (Integer.toString(queue.index()).equals(number)) {
                return HumanTexts.queue(path(path), queue);
            }
        }
        throw new ControlFault(
                ControlFault.Kind.INVALID_ARGUMENT,
                "the device has queues 0 to %d".formatted(device.queues().size() - 1));
    }

    private static String regions(IsmHost host) {
        StringBuilder text = new StringBuilder();
        for (Region region : host.regionsInUse().stream().limit(MOST_LISTED).toList()) {
            text.append(
                    "%s: size %d creator %d attached %d default %s\n"
                            .formatted(
                                    ValueText.token(region.token()),
                                    region.size(),
                                    region.creator(),
                                    region.attachments().size(),
                                    region.grants().byDefault()));
        }
        return text.toString();
    }
}

package ismscope.app.graph;

import ismscope.app.graph.GraphModel.Vm;
import ismscope.app.text.Texts;
import ismscope.app.theme.Role;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.QueueState;
import java.util.Collection;
import java.util.Set;
import java.util.StringJoiner;

/// What a card says about a device, in words and shares. Toolkit-free.
final class VmWords {
    private static final int DRIVER_OK = 4;
    private static final int FEATURES_OK = 8;
    private static final int NEEDS_RESET = 64;
    private static final int FAILED = 128;

    private VmWords() {}

    /// What the device status register amounts to (`virtio 1.3 2.1`), worst first.
    enum Condition {
        GONE("graph.status.gone", Role.GHOST),
        FAILED("graph.status.failed", Role.ERROR),
        NEEDS_RESET("graph.status.needs_reset", Role.ERROR),
        READY("graph.status.ready", Role.OK),
        NEGOTIATED("graph.status.negotiated", Role.WARN),
        STARTING("graph.status.starting", Role.WARN),
        RESET("graph.status.reset", Role.GHOST);

        private final String key;
        private final Role role;

        Condition(String key, Role role) {
            this.key = key;
            this.role = role;
        }

        String words(Texts texts) {
            return texts.text(key);
        }

        Role role() {
            return role;
        }
    }

    static Condition condition(DeviceState device) {
        int status = device.status();
        if (!device.present()) {
            return Condition.GONE;
        }
        if ((status & FAILED) != 0) {
            return Condition.FAILED;
        }
        if ((status & NEEDS_RESET) != 0) {
            return Condition.NEEDS_RESET;
        }
        if ((status & DRIVER_OK) != 0) {
            return Condition.READY;
        }
        if ((status & FEATURES_OK) != 0) {
            return Condition.NEGOTIATED;
        }
        return status == 0 ? Condition.RESET : Condition.STARTING;
    }

    /// {@return the worst condition of several devices}
    static Condition worst(Iterable<Vm> members) {
        Condition worst = Condition.RESET;
        for (Vm member : members) {
            Condition each = condition(member.state());
            worst = each.compareTo(worst) < 0 ? each : worst;
        }
        return worst;
    }

    /// {@return the condition of a device, and whether it is not isolated}
    static String words(DeviceState device, Texts texts) {
        String words = condition(device).words(texts);
        return device.pool().isEmpty()
                ? words
                : texts.text("graph.not_isolated", words, device.pool());
    }

    /// {@return whether others reach what a device has mapped, whatever is granted}
    static boolean isIsolated(Collection<Vm> members) {
        return members.stream().allMatch(member -> member.state().pool().isEmpty());
    }

    /// {@return what a group does with regions: `own, write, read`}
    static String role(Set<LinkKind> kinds, Texts texts) {
        StringJoiner words = new StringJoiner(", ");
        for (LinkKind kind : LinkKind.values()) {
            if (kinds.contains(kind) && kind != LinkKind.ENDED) {
                words.add(texts.text(key(kind)));
            }
        }
        return words.length() == 0 ? texts.text("graph.role.nothing") : words.toString();
    }

    private static String key(LinkKind kind) {
        return switch (kind) {
            case MANAGE -> "graph.role.manage";
            case WRITE -> "graph.role.write";
            case READ -> "graph.role.read";
            case GRANTED, ENDED -> "graph.role.granted";
        };
    }

    /// {@return requests on their way in this queue, as a share of its size: 0 to 1}
    static double controlShare(DeviceState device) {
        QueueState queue = device.queues().get(0);
        int size = queue == null ? 0 : queue.size();
        return size == 0 ? 0 : Math.min(1, (double) device.pendingRequests().size() / size);
    }

    /// {@return the part of its notifications that arrived as eventq buffers: 0 to 1, 1 if there
    /// were none}
    static double eventShare(DeviceState device) {
        long all = device.eventsDelivered() + device.swallowed();
        return all == 0 ? 1 : (double) device.eventsDelivered() / all;
    }
}

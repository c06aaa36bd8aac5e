package ismscope.device.model;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.CommandCode;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.IsmLayout;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.Attachment;
import ismscope.device.region.MemoryPool;
import ismscope.device.region.Placement;
import ismscope.device.region.Region;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What each control command does: one method per command, each of which changes nothing unless it
/// answers OK.
///
/// Draft: virtio-ism draft, controlq. Thread: the host's owner thread.
final class ControlCommands {
    private static final long KNOWN_PERMISSIONS =
            PermissionSet.READ
                    | PermissionSet.WRITE
                    | PermissionSet.ATTACH
                    | PermissionSet.MANAGE
                    | PermissionSet.CLEAN_DEFAULT;
    private static final ControlReply COMPLETED = new ControlReply.Completed();

    private final IsmHost host;
    private final IsmDevice device;
    private final Sharing sharing;
    private final Joining joining;

    /// A command that is done, and who waits for its reply.
    ///
    /// @param cause its flow, and the token in it
    /// @param room bytes that the reply may have
    /// @param answer takes the reply, at once or when the guest's front-end has done its part
    record Order(Cause cause, long room, Consumer<ControlReply> answer) {}

    ControlCommands(IsmHost host, IsmDevice device) {
        this.host = host;
        this.device = device;
        this.sharing = host.sharing();
        this.joining = new Joining(host, device);
    }

    /// Does a command, one at a time.
    void execute(ControlCommand command, Order order) {
        Cause cause = order.cause;
        ControlReply reply =
                switch (command) {
                    case ControlCommand.AllocRegion alloc -> allocate(alloc, order);
                    case ControlCommand.AttachRegion attach -> attach(attach, order);
                    case ControlCommand.DetachRegion detach -> detach(detach, order);
                    case ControlCommand.GrantDefault grant -> grantDefault(grant, cause);
                    case ControlCommand.GrantDevice grant -> grantDevice(grant, cause);
                    case ControlCommand.SetEventVector bind -> setEventVector(bind, cause);
                };
        if (reply != null) {
            order.answer.accept(reply);
        }
    }

    /// Forgets a command whose reply nobody waits for any more.
    void cancel() {
        joining.cancel();
    }

    /// {@return a refusal; null if the reply is given by whoever maps the region}
    private @Nullable ControlReply allocate(ControlCommand.AllocRegion command, Order order) {
        Cause cause = order.cause;
        long window = host.options().geometry().windowSize();
        if (command.size() == 0) {
            return refused(Ack.ERR);
        }
        if (Long.compareUnsigned(command.size(), window) > 0) {
            return refused(Ack.ENOSPEC);
        }
        long chunk = host.options().geometry().chunkSize();
        long size = (command.size() + chunk - 1) / chunk * chunk;
        Placement placement = device.regions().plan(size);
        if (placement == null) {
            return refused(Ack.ENOSPEC);
        }
        ControlReply tooBig = tooBig(CommandCode.ALLOC_REGION, placement, order.room);
        if (tooBig != null) {
            return tooBig;
        }
        HostLimits limits = host.options().limits();
        if (host.regions().all().size() >= limits.regions()) {
            return limited("regions", limits.regions(), cause);
        }
        if (size > limits.memoryBytes() - host.regions().bytes()) {
            return limited("memoryBytes", limits.memoryBytes(), cause);
        }
        MemoryPool pool = device.pool();
        Region region =
                pool == null
                        ? host.regions().create(size, device.devid())
                        : host.regions().create(pool, placement, device.devid());
        joining.begin(
                new Joining.Join(
                        region, PermissionSet.READ_WRITE, placement, true, cause, order.answer));
        return null;
    }

    private @Nullable ControlReply attach(ControlCommand.AttachRegion command, Order order) {
        Cause cause = order.cause;
        Region region = host.regions().find(command.token());
        if (region == null) {
            return refused(Ack.ENOENT);
        }
        if (region.attachmentOf(device.devid()) != null) {
            return refused(Ack.ERR);
        }
        if (!Objects.equals(region.pool(), device.pool())) {
            device.trace()
                    .violation(
                            ViolationRule.POOL_CROSSED,
                            cause,
                            "region=%s device=%s"
                                    .formatted(poolName(region.pool()), poolName(device.pool())));
            return refused(Ack.PERM_EATTACH);
        }
        noteUnknownBits(
                Integer.toUnsignedLong(command.rwPermissions()),
                PermissionSet.READ_WRITE.bits(),
                cause);
        PermissionSet asked =
                new PermissionSet(command.rwPermissions()).and(PermissionSet.READ_WRITE);
        // The proof of concept's driver asks for nothing and means all that it may have.
        PermissionSet wanted = asked.bits() == 0 ? PermissionSet.READ_WRITE : asked;
        PermissionSet granted = region.grants().of(device.devid());
        Ack denied = deniedAccess(granted, asked);
        denied = denied == null ? unenforceable(granted.and(wanted)) : denied;
        if (denied != null) {
            return refused(denied);
        }
        int most = host.options().limits().devicesPerRegion();
        if (region.attachments().size() >= most) {
            return limited("devicesPerRegion", most, cause);
        }
        Placement placement = device.regions().plan(region);
        if (placement == null) {
            return refused(Ack.ENOSPEC);
        }
        ControlReply tooBig = tooBig(CommandCode.ATTACH_REGION, placement, order.room);
        if (tooBig != null) {
            return tooBig;
        }
        joining.begin(new Joining.Join(region, wanted, placement, false, cause, order.answer));
        return null;
    }

    /// A guest that can do what it likes with what it has mapped gets all or nothing.
    private @Nullable Ack unenforceable(PermissionSet rights) {
        if (device.regions().enforceable(rights).equals(rights.and(PermissionSet.READ_WRITE))) {
            return null;
        }
        return rights.has(PermissionSet.READ) ? Ack.PERM_EWRITE : Ack.PERM_EREAD;
    }

    private static String poolName(@Nullable MemoryPool pool) {
        return pool == null ? "isolated" : pool.name();
    }

    private static @Nullable Ack deniedAccess(PermissionSet granted, PermissionSet asked) {
        if (!granted.has(PermissionSet.ATTACH)) {
            return Ack.PERM_EATTACH;
        }
        boolean mayRead = granted.has(PermissionSet.READ);
        boolean mayWrite = granted.has(PermissionSet.WRITE);
        if (asked.bits() == 0) {
            return mayRead || mayWrite ? null : Ack.PERM_EREAD;
        }
        if (asked.has(PermissionSet.READ) && !mayRead) {
            return Ack.PERM_EREAD;
        }
        return asked.has(PermissionSet.WRITE) && !mayWrite ? Ack.PERM_EWRITE : null;
    }

    private @Nullable ControlReply detach(ControlCommand.DetachRegion command, Order order) {
        Cause cause = order.cause;
        Attachment attachment = device.attachments().get(command.token());
        if (attachment == null) {
            return refused(Ack.ENOENT);
        }
        sharing.leave(device, attachment, TapRecord.Unmapped.DETACHED, cause.flow());
        RegionMapper mapper = device.mapper();
        if (mapper == null) {
            return COMPLETED;
        }
        mapper.settled(() -> order.answer.accept(COMPLETED));
        return null;
    }

    private ControlReply grantDefault(ControlCommand.GrantDefault command, Cause cause) {
        Attachment attachment = device.attachments().get(command.token());
        Ack denied = deniedGrant(attachment);
        if (attachment == null || denied != null) {
            return refused(denied == null ? Ack.ENOENT : denied);
        }
        Region region = attachment.region();
        noteUnknownBits(command.permissions().bits(), KNOWN_PERMISSIONS, cause);
        region.grants().setDefault(command.permissions());
        granted(TapRecord.Grant.DEFAULT, region.grants().byDefault(), cause);
        sharing.applyGrants(device, region, cause.flow());
        return COMPLETED;
    }

    private ControlReply grantDevice(ControlCommand.GrantDevice command, Cause cause) {
        Attachment attachment = device.attachments().get(command.token());
        Ack denied = deniedGrant(attachment);
        if (attachment == null || denied != null) {
            return refused(denied == null ? Ack.ENOENT : denied);
        }
        Region region = attachment.region();
        noteUnknownBits(command.permissions().bits(), KNOWN_PERMISSIONS, cause);
        if (!region.grants().set(command.peerDevid(), command.permissions())) {
            return limited("devicesPerRegion", host.options().limits().devicesPerRegion(), cause);
        }
        granted(command.peerDevid(), command.permissions(), cause);
        sharing.applyGrants(device, region, cause.flow());
        return COMPLETED;
    }

    private @Nullable Ack deniedGrant(@Nullable Attachment attachment) {
        if (attachment == null) {
            return Ack.ENOENT;
        }
        PermissionSet own = attachment.region().grants().of(device.devid());
        return own.has(PermissionSet.MANAGE) ? null : Ack.PERM_EATTACH;
    }

    private void granted(long devid, PermissionSet rights, Cause cause) {
        if (device.trace().isOn()) {
            device.trace().put(cause, new TapRecord.Grant(devid, rights.bits()));
        }
    }

    private ControlReply setEventVector(ControlCommand.SetEventVector command, Cause cause) {
        Attachment attachment = device.attachments().get(command.token());
        if (attachment == null) {
            return refused(Ack.ENOENT);
        }
        if (!FeatureBit.EVENT_IRQ.isIn(device.common().features().inForce())) {
            return refused(Ack.ERR);
        }
        long vector = command.vector();
        boolean none = vector == CommonRegister.NO_VECTOR;
        if (!none && Long.compareUnsigned(vector, device.vectors()) >= 0) {
            device.trace()
                    .violation(
                            ViolationRule.VECTOR_UNKNOWN,
                            cause,
                            "vector=%s vectors=%d"
                                    .formatted(Long.toUnsignedString(vector), device.vectors()));
            return refused(Ack.ERR);
        }
        attachment.bindVector((int) vector);
        return COMPLETED;
    }

    private static @Nullable ControlReply tooBig(CommandCode code, Placement placement, long room) {
        int areas = placement.areas().size();
        return IsmLayout.replyLength(code, areas) > room
                ? new ControlReply.Refused(Ack.E2BIG, areas)
                : null;
    }

    private ControlReply limited(String limit, long value, Cause cause) {
        device.trace()
                .violation(
                        ViolationRule.LIMIT_REACHED, cause, "limit=%s=%d".formatted(limit, value));
        return refused(Ack.ENOMEM);
    }

    private void noteUnknownBits(long bits, long known, Cause cause) {
        if ((bits & ~known) != 0) {
            device.trace()
                    .violation(
                            ViolationRule.PERMISSION_BITS,
                            cause,
                            "unknown=0x%x".formatted(bits & ~known));
        }
    }

    private static ControlReply refused(Ack ack) {
        return new ControlReply.Refused(ack);
    }
}

package ismscope.inspector.diff;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import java.util.function.LongFunction;
import org.agrona.collections.Long2LongHashMap;

/// What an event says, without what is another in every run: times, tokens, device ids, addresses.
///
/// The *key* is what was asked or what happened, the *result* what came of it. Events are read in
/// order, because tokens are known by the order in which regions were created. One thread.
final class EventSignature {
    /// Below every code and what a request without one has.
    private static final long NO_COMMAND = -2;

    private final SessionSnapshot session;
    private final LongFunction<Event> events;
    private final int[] devices;
    private final boolean bytes;
    private final TokenIdentity tokens = new TokenIdentity();

    /// By device, queue and head: the key and the command of the request that a reply answers.
    private final Long2LongHashMap asked = new Long2LongHashMap(0);

    private final Long2LongHashMap commands = new Long2LongHashMap(NO_COMMAND);
    private long key;
    private long result;
    private long nanos;

    /// @param devices for each ordinal, the number that its device has in both sessions
    /// @param bytes whether bytes of regions are compared, too
    EventSignature(SessionSnapshot session, int[] devices, boolean bytes) {
        this.session = session;
        this.events = session.eventsInOrder();
        this.devices = devices;
        this.bytes = bytes;
    }

    /// Reads the next event.
    void read(long number) {
        Event event = events.apply(number);
        nanos = 0;
        result = 0;
        long body = body(event, event.record());
        long injected = event.flags() & Event.INJECTED;
        key = Mix.of(event.kind().code(), injected, tokens.of(event.token()), body);
    }

    /// {@return what the event read last is}
    long key() {
        return key;
    }

    /// {@return what came of it}
    long result() {
        return result;
    }

    /// {@return nanoseconds that a request spent in the device, 0 where the event is no reply}
    long nanos() {
        return nanos;
    }

    private long body(Event event, TapRecord record) {
        return switch (record) {
            case TapRecord.Request request -> request(event, request);
            case TapRecord.Reply reply -> reply(event, reply);
            case TapRecord.Event delivered -> delivered(delivered);
            case TapRecord.DeviceAdded added -> {
                result =
                        Mix.of(
                                added.chunkSize(),
                                added.notifySize(),
                                added.windowSize(),
                                Mix.of(added.pool()));
                yield 0;
            }
            case TapRecord.DeviceRemoved removed -> removed.reason();
            case TapRecord.Status status -> Mix.of(status.before(), status.after());
            case TapRecord.Features features -> {
                result = Mix.of(features.offered(), features.accepted());
                yield 0;
            }
            case TapRecord.Queue queue -> {
                result = Mix.of(queue.size(), bit(queue.enabled()), bit(queue.packed()));
                yield queue.index();
            }
            default -> regionBody(event, record);
        };
    }

    private long regionBody(Event event, TapRecord record) {
        return switch (record) {
            case TapRecord.RegionCreated created -> {
                long creator = device(created.creatorDevid());
                tokens.created(event, creator);
                result = created.size();
                yield creator;
            }
            case TapRecord.Mapped mapped -> {
                result = Mix.of(mapped.rights(), size(mapped.areas()));
                yield 0;
            }
            case TapRecord.Unmapped unmapped -> unmapped.reason();
            case TapRecord.Grant grant -> {
                result = grant.rights();
                yield grant.devid() == TapRecord.Grant.DEFAULT ? -1 : device(grant.devid());
            }
            case TapRecord.Content content -> {
                result = bytes ? Mix.of(content.bytes()) : 0;
                yield Mix.of(content.offset(), content.bytes().length);
            }
            case TapRecord.Access access -> {
                result = bytes ? access.value() : 0;
                yield Mix.of(access.offset(), access.width(), bit(access.store()));
            }
            default -> otherBody(record);
        };
    }

    private long otherBody(TapRecord record) {
        return switch (record) {
            case TapRecord.Interrupt interrupt -> Mix.of(interrupt.vector(), interrupt.cause());
            case TapRecord.Violation violation ->
                    Mix.of(violation.rule(), violation.severity().code());
            case TapRecord.Lost lost -> {
                result = lost.count();
                yield lost.reason();
            }
            case TapRecord.Swallowed swallowed -> {
                result = swallowed.count();
                yield swallowed.reason();
            }
            case TapRecord.Mark mark -> Mix.of(mark.text());
            case TapRecord.Stopped stopped -> stopped.breakpoint();
            case TapRecord.Unknown unknown -> Mix.of(unknown.code(), Mix.of(unknown.bytes()));
            // A doorbell's place follows from its region; the others say all by being there.
            default -> 0;
        };
    }

    private long request(Event event, TapRecord.Request request) {
        long what =
                switch (IsmCodec.decodeCommand(request.bytes())) {
                    case Decoded.Valid<ControlCommand>(ControlCommand command) -> command(command);
                    case Decoded.Malformed<ControlCommand> malformed ->
                            Mix.of(malformed.code(), Mix.of(request.bytes()));
                };
        long key =
                Mix.of(
                        request.queue(),
                        request.descriptors(),
                        request.readableLength(),
                        request.writableLength(),
                        what);
        long chain = chain(event, request.queue(), request.head());
        asked.put(chain, key);
        commands.put(chain, commandCode(request.bytes()));
        return key;
    }

    private long command(ControlCommand command) {
        return switch (command) {
            case ControlCommand.AllocRegion alloc -> Mix.of(command.code(), alloc.size());
            case ControlCommand.AttachRegion attach ->
                    Mix.of(command.code(), tokens.of(attach.token()), attach.rwPermissions());
            case ControlCommand.DetachRegion detach ->
                    Mix.of(command.code(), tokens.of(detach.token()));
            case ControlCommand.GrantDefault grant ->
                    Mix.of(command.code(), tokens.of(grant.token()), grant.permissions().bits());
            case ControlCommand.GrantDevice grant ->
                    Mix.of(
                            command.code(),
                            tokens.of(grant.token()),
                            grant.permissions().bits(),
                            device(grant.peerDevid()));
            case ControlCommand.SetEventVector set ->
                    Mix.of(command.code(), tokens.of(set.token()), set.vector());
        };
    }

    private static long commandCode(byte[] bytes) {
        return bytes.length < 2 ? -1 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    }

    private long reply(Event event, TapRecord.Reply reply) {
        nanos = reply.nanos();
        long chain = chain(event, reply.queue(), reply.head());
        result =
                switch (IsmCodec.decodeReply((int) commands.get(chain), reply.bytes())) {
                    case Decoded.Malformed<ControlReply> malformed ->
                            Mix.of(malformed.code(), reply.bytes().length);
                    case Decoded.Valid<ControlReply>(ControlReply answer) ->
                            switch (answer) {
                                case ControlReply.Allocated allocated -> size(allocated.areas());
                                case ControlReply.Attached attached -> size(attached.areas());
                                case ControlReply.Completed _ -> 0;
                                case ControlReply.Refused refused ->
                                        Mix.of(refused.ack().code(), refused.areasNeeded());
                            };
                };
        return asked.get(chain);
    }

    private long delivered(TapRecord.Event delivered) {
        return switch (IsmCodec.decodeEvent(delivered.bytes())) {
            case Decoded.Malformed<DeviceEvent> malformed ->
                    Mix.of(malformed.code(), Mix.of(delivered.bytes()));
            case Decoded.Valid<DeviceEvent>(DeviceEvent event) -> {
                result =
                        switch (event) {
                            case DeviceEvent.RegionUpdated _ -> 0;
                            case DeviceEvent.PeerAttached attached -> attached.peers();
                            case DeviceEvent.PeerDetached detached -> detached.peers();
                        };
                yield Mix.of(event.type(), device(event.devid()));
            }
        };
    }

    private static long chain(Event event, int queue, int head) {
        return (long) event.device() << 32 | (long) (queue & 0xffff) << 16 | (head & 0xffff);
    }

    private long device(long devid) {
        int ordinal = session.deviceWithDevid(devid);
        return ordinal < 0 || ordinal >= devices.length ? -1 : devices[ordinal];
    }

    private static long size(List<Area> areas) {
        return areas.stream().mapToLong(Area::size).sum();
    }

    private static long bit(boolean value) {
        return value ? 1 : 0;
    }
}

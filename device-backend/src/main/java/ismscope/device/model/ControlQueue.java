package ismscope.device.model;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.Decoded.Fault;
import ismscope.device.protocol.Decoded.Malformed;
import ismscope.device.protocol.Decoded.Valid;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.virtqueue.DescriptorChain;
import ismscope.device.virtqueue.Virtqueue;
import ismscope.device.virtqueue.VirtqueueException;
import org.jspecify.annotations.Nullable;

/// The device's side of virtqueue 0: takes commands, has them done, writes replies.
///
/// Draft: virtio-ism draft, controlq. Thread: the host's owner thread.
final class ControlQueue {
    static final int INDEX = 0;

    private final IsmHost host;
    private final IsmDevice device;
    private final ControlCommands commands;
    private final int mostBytes;

    /// The command under way: no other is taken until its reply is written.
    private @Nullable Exchange held;

    /// A command that was taken.
    ///
    /// @param code its class and cmd
    /// @param start when, in nanoseconds, if anybody looks
    private record Exchange(
            Virtqueue queue, DescriptorChain chain, int code, Cause cause, long start) {}

    ControlQueue(IsmHost host, IsmDevice device) {
        this.host = host;
        this.device = device;
        this.commands = new ControlCommands(host, device);
        this.mostBytes = host.options().limits().commandBytes();
    }

    /// Does the commands that the driver has made available, at most as many as the queue holds, so
    /// that one driver cannot keep the host from the others.
    ///
    /// @return whether more may wait and can be taken
    boolean run(Virtqueue queue) {
        try {
            for (int left = queue.config().size(); left > 0 && isReady(); ) {
                DescriptorChain chain = queue.take();
                if (chain != null) {
                    left--;
                    handle(queue, chain);
                } else if (!queue.wantNotifications(true)) {
                    return false;
                }
            }
            return isReady();
        } catch (VirtqueueException e) {
            device.breakDown(e, new Cause(host.newFlow(), 0));
            return false;
        } catch (InternalError e) {
            device.memoryGone(e, new Cause(host.newFlow(), 0));
            return false;
        }
    }

    private boolean isReady() {
        return held == null && device.common().isRunning();
    }

    /// {@return whether a command waits for the guest's front-end}
    boolean isHolding() {
        return held != null;
    }

    /// Forgets the command under way: the queue stops.
    void drop() {
        held = null;
        commands.cancel();
    }

    private void handle(Virtqueue queue, DescriptorChain chain) {
        host.catchUp();
        device.catchUp();
        if (!device.common().isRunning()) {
            // What came before broke this device's other queue.
            return;
        }
        long flow = host.newFlow();
        boolean traced = device.trace().isOn();
        long start = traced ? host.clock().epochNanos() : 0;
        byte[] bytes = new byte[(int) Math.min(chain.readableLength(), mostBytes)];
        chain.read(0, bytes, 0, bytes.length);
        Decoded<ControlCommand> decoded = decode(chain, bytes);
        Cause cause = new Cause(flow, decoded instanceof Valid(var command) ? token(command) : 0);
        if (traced) {
            device.trace().put(cause, request(chain, bytes));
        }
        if (chain.writableLength() == 0) {
            device.trace().violation(ViolationRule.NO_ROOM_FOR_ACK, cause, "", bytes);
            device.needReset(cause);
            return;
        }
        Exchange exchange = new Exchange(queue, chain, codeOf(decoded), cause, start);
        held = exchange;
        answer(decoded, bytes, exchange);
    }

    private void complete(Exchange exchange, ControlReply reply) {
        if (!exchange.equals(held)) {
            return;
        }
        held = null;
        try {
            reply(exchange, reply);
        } catch (VirtqueueException e) {
            device.breakDown(e, exchange.cause);
        } catch (InternalError e) {
            device.memoryGone(e, exchange.cause);
        }
    }

    private void reply(Exchange exchange, ControlReply reply) throws VirtqueueException {
        DescriptorChain chain = exchange.chain;
        Cause cause = exchange.cause;
        byte[] written = IsmCodec.encodeReply(exchange.code, reply, chain.writableLength());
        chain.write(0, written, 0, written.length);
        exchange.queue.give(chain, written.length);
        if (device.trace().isOn()) {
            long nanos = host.clock().epochNanos() - exchange.start;
            Cause about =
                    reply instanceof ControlReply.Allocated(long token, _)
                            ? cause.about(token)
                            : cause;
            device.trace()
                    .put(
                            about,
                            new TapRecord.Reply(
                                    INDEX, chain.head(), written.length, nanos, written));
        }
        device.interruptForQueue(exchange.queue, INDEX, cause);
    }

    private Decoded<ControlCommand> decode(DescriptorChain chain, byte[] bytes) {
        if (chain.readableLength() > bytes.length) {
            Decoded<ControlCommand> start = IsmCodec.decodeCommand(bytes);
            long code = start instanceof Malformed(_, _, long raw) ? raw : Malformed.NO_CODE;
            return new Malformed<>(Fault.LONG, bytes.length, code);
        }
        return IsmCodec.decodeCommand(bytes);
    }

    private static TapRecord.Request request(DescriptorChain chain, byte[] bytes) {
        return new TapRecord.Request(
                INDEX,
                chain.head(),
                chain.descriptors(),
                (int) chain.readableLength(),
                (int) chain.writableLength(),
                bytes);
    }

    private void answer(Decoded<ControlCommand> decoded, byte[] bytes, Exchange exchange) {
        Cause cause = exchange.cause;
        switch (decoded) {
            case Valid(ControlCommand command) ->
                    commands.execute(
                            command,
                            new ControlCommands.Order(
                                    cause,
                                    exchange.chain.writableLength(),
                                    reply -> complete(exchange, reply)));
            case Malformed(Fault fault, int offset, long code) -> {
                device.trace()
                        .violation(
                                fault == Fault.CODE_UNKNOWN
                                        ? ViolationRule.COMMAND_UNKNOWN
                                        : ViolationRule.COMMAND_SHORT,
                                cause,
                                code == Malformed.NO_CODE
                                        ? "length=%d".formatted(offset)
                                        : "class=%d cmd=%d offset=%d"
                                                .formatted(code >> Byte.SIZE, code & 0xff, offset),
                                bytes);
                complete(exchange, new ControlReply.Refused(Ack.ERR));
            }
        }
    }

    private static int codeOf(Decoded<ControlCommand> decoded) {
        return switch (decoded) {
            case Valid(ControlCommand command) -> command.code();
            case Malformed(_, _, long code) -> (int) code;
        };
    }

    private static long token(ControlCommand command) {
        return switch (command) {
            case ControlCommand.AllocRegion _ -> 0;
            case ControlCommand.AttachRegion(long token, _) -> token;
            case ControlCommand.DetachRegion(long token) -> token;
            case ControlCommand.GrantDefault(long token, _) -> token;
            case ControlCommand.GrantDevice(long token, _, _) -> token;
            case ControlCommand.SetEventVector(long token, _) -> token;
        };
    }
}

package ismscope.device.vhost;

import ismscope.device.memory.GuestMemory;
import ismscope.device.model.DeviceSetup;
import ismscope.device.model.HostFullException;
import ismscope.device.model.IsmDevice;
import ismscope.device.model.IsmHost;
import ismscope.device.model.TransportTerms;
import ismscope.device.os.MemoryFile;
import ismscope.device.os.PassedFile;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.IsmLayout;
import ismscope.device.transport.HostThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one front-end has negotiated and set up, message by message, and the device of its guest.
///
/// Thread: the host's owner thread.
final class FrontEndSession implements BackChannel.Owner {
    static final String MEMORY_GONE = "guest memory was taken away: its file is shorter now";

    private final IsmHost host;
    private final HostThread thread;
    private final NotifyPoller notifyPoller;
    private final String name;
    private final Closer closer;
    private final SharedLayout layout;
    private final BackChannel channel;
    private final MemoryTable memory = new MemoryTable();
    private final VringSet rings;
    private final RingMessages ringMessages;
    private final Agreement agreed;
    private @Nullable DeviceRun run;

    /// Ends the connection.
    interface Closer {
        /// A rule was broken where no message is being answered.
        void close(FrontEndFault fault);
    }

    FrontEndSession(Serving serving, String name, Closer closer) {
        this.host = serving.host();
        this.thread = serving.thread();
        this.notifyPoller = serving.notifyPoller();
        this.name = name;
        this.closer = closer;
        this.layout = SharedLayout.of(host.options().geometry());
        this.channel = new BackChannel(thread.poller(), this);
        this.rings = new VringSet(thread.poller(), queues(), this::kicked);
        this.agreed = new Agreement(host.options().features());
        this.ringMessages = new RingMessages(rings, agreed);
    }

    private int queues() {
        return FeatureBit.EVENT_VQ.isIn(host.options().features()) ? 2 : 1;
    }

    boolean acknowledges() {
        return agreed.has(ProtocolFeature.REPLY_ACK);
    }

    @Nullable IsmDevice device() {
        DeviceRun present = run;
        return present == null ? null : present.device();
    }

    /// Does what a message wants.
    ///
    /// @return its reply, null if it has none of its own
    @Nullable BackEndReply handle(FrontEndMessage message, Frame frame) throws FrontEndFault {
        try {
            return switch (message) {
                case FrontEndMessage.Plain(var request) -> plain(request, frame);
                case FrontEndMessage.Value(var request, long value) -> {
                    value(request, value, frame);
                    yield null;
                }
                case FrontEndMessage.VringState(var request, int index, int number) ->
                        vringState(request, index, number, frame);
                case FrontEndMessage.VringAddress address -> {
                    frame.requireFiles(0);
                    ringMessages.setAddress(address);
                    yield null;
                }
                case FrontEndMessage.MemoryTable(var regions) -> {
                    replaceMemory(regions, frame);
                    yield null;
                }
                case FrontEndMessage.Config(var request, var config) -> {
                    frame.requireFiles(0);
                    yield config(request, config);
                }
                case FrontEndMessage.SingleRegion(var request, _) -> throw notOffered(request);
                case FrontEndMessage.Unknown _ -> null;
            };
        } catch (IOException e) {
            throw new FrontEndFault("a descriptor that cannot be used", e);
        }
    }

    private static FrontEndFault notOffered(FrontEndRequest request) {
        return new FrontEndFault(request + " without a protocol feature that is offered");
    }

    private @Nullable BackEndReply plain(FrontEndRequest request, Frame frame)
            throws FrontEndFault, IOException {
        if (request == FrontEndRequest.SET_BACKEND_REQ_FD) {
            connectChannel(frame.onlyFile());
            return null;
        }
        frame.requireFiles(0);
        return switch (request) {
            case GET_FEATURES ->
                    new BackEndReply.Value(agreed.offered() | ProtocolFeature.IN_VIRTIO);
            case GET_PROTOCOL_FEATURES -> new BackEndReply.Value(ProtocolFeature.OFFERED);
            case GET_QUEUE_NUM -> new BackEndReply.Value(queues());
            case GET_SHMEM_CONFIG ->
                    new BackEndReply.SharedMemory(
                            List.of(0L, layout.deviceMemory(), layout.notifyArea()));
            case GET_STATUS -> {
                requirePeer(request);
                yield new BackEndReply.Value(owned().status());
            }
            case SET_OWNER -> {
                own();
                yield null;
            }
            default -> throw notOffered(request);
        };
    }

    private void requirePeer(FrontEndRequest request) throws FrontEndFault {
        if (!agreed.isPeer()) {
            throw notOffered(request);
        }
    }

    private void own() throws FrontEndFault {
        if (run != null) {
            throw new FrontEndFault("SET_OWNER a second time");
        }
        try {
            TransportTerms terms =
                    new TransportTerms(agreed.withheld(), channel, this::catchUp)
                            .ending(() -> failed(new FrontEndFault(MEMORY_GONE)));
            DeviceInterrupts interrupts = new DeviceInterrupts(rings, channel, agreed.isPeer());
            IsmDevice device =
                    host.attach(
                            new DeviceSetup(
                                    name,
                                    new GuestMemory(List.of()),
                                    interrupts::raise,
                                    ringMessages.vectors(),
                                    terms));
            if (agreed.isPeer()) {
                channel.enforce();
            }
            run =
                    new DeviceRun(
                            device,
                            new DeviceRun.Ways(channel, rings, interrupts),
                            layout,
                            notifyPoller,
                            agreed.isPeer());
        } catch (HostFullException e) {
            throw new FrontEndFault(String.valueOf(e.getMessage()));
        }
    }

    private DeviceRun owned() throws FrontEndFault {
        DeviceRun present = run;
        if (present == null) {
            throw new FrontEndFault("a message about a device before SET_OWNER");
        }
        return present;
    }

    private void connectChannel(PassedFile file) throws FrontEndFault, IOException {
        if (!agreed.has(ProtocolFeature.BACKEND_REQ)) {
            throw notOffered(FrontEndRequest.SET_BACKEND_REQ_FD);
        }
        if (channel.isConnected()) {
            throw new FrontEndFault("SET_BACKEND_REQ_FD a second time");
        }
        channel.connect(file.toSocket());
    }

    private void value(FrontEndRequest request, long value, Frame frame)
            throws FrontEndFault, IOException {
        switch (request) {
            case SET_VRING_KICK, SET_VRING_CALL, SET_VRING_ERR ->
                    ringMessages.setDescriptor(request, value, frame);
            case SET_FEATURES -> {
                frame.requireFiles(0);
                setFeatures(value);
            }
            case SET_PROTOCOL_FEATURES -> {
                frame.requireFiles(0);
                setProtocol(value);
            }
            default -> throw notOffered(request);
        }
    }

    private void setFeatures(long value) throws FrontEndFault {
        if (run != null && run.isRunning()) {
            throw new FrontEndFault("SET_FEATURES while the device runs");
        }
        agreed.setFeatures(value & ~ProtocolFeature.IN_VIRTIO);
    }

    private void setProtocol(long value) throws FrontEndFault {
        if (run != null) {
            throw new FrontEndFault("SET_PROTOCOL_FEATURES after SET_OWNER");
        }
        agreed.setProtocol(value);
        rings.allowPeerRing(agreed.isPeer());
    }

    private @Nullable BackEndReply vringState(
            FrontEndRequest request, int index, int number, Frame frame) throws FrontEndFault {
        frame.requireFiles(0);
        switch (request) {
            case SET_VRING_NUM -> ringMessages.setSize(index, number, run != null);
            case SET_VRING_BASE -> ringMessages.setBase(index, number);
            case SET_VRING_ENABLE -> enable(index, number);
            default -> {
                return new BackEndReply.VringState(index, stop(index));
            }
        }
        return null;
    }

    private void enable(int index, int number) throws FrontEndFault {
        if (number != 0 && number != 1) {
            throw new FrontEndFault("SET_VRING_ENABLE to %d".formatted(number));
        }
        DeviceRun present = owned();
        Vring ring = rings.queue(index);
        if (number == 0) {
            ring.setEnabled(false);
            return;
        }
        if (memory.isEmpty()) {
            throw new FrontEndFault("ring %d enabled without memory".formatted(index));
        }
        ring.setEnabled(true);
        if (ring.address() == null || !ring.hasKick()) {
            // QEMU enables all, also those that its guest has not set up, or not again.
            return;
        }
        if (ring.size() == 0) {
            throw new FrontEndFault("ring %d enabled without size".formatted(index));
        }
        present.enable(index, agreed.features(), this::guestAddress);
        kicked(index);
    }

    /// {@return the guest address of what a ring address says; where it is in no memory, one that
    /// is in no memory either}
    private long guestAddress(long address) {
        if (agreed.has(ProtocolFeature.GPA_ADDRESSES)) {
            return address;
        }
        Long found = memory.guestAddress(address);
        return found == null ? DeviceRun.NOWHERE : found;
    }

    private int stop(int index) throws FrontEndFault {
        Vring ring = rings.queue(index);
        DeviceRun present = owned();
        try {
            int position = present.stop(index, agreed.features());
            ring.stop();
            present.stopIfIdle();
            closeRetired();
            return position;
        } catch (IOException e) {
            throw new FrontEndFault("ring %d cannot be stopped".formatted(index), e);
        }
    }

    private void replaceMemory(List<GuestRegionEntry> regions, Frame frame)
            throws FrontEndFault, IOException {
        frame.requireFiles(regions.size());
        DeviceRun present = owned();
        List<MemoryFile> files = new ArrayList<>();
        try {
            for (PassedFile file : frame.files()) {
                files.add(file.toMemory());
            }
        } catch (IOException e) {
            for (MemoryFile file : files) {
                file.close();
            }
            throw e;
        }
        present.device().changeMemory(memory.replace(regions, files));
        closeRetired();
    }

    /// Mappings that a held command's chain may lie in stay until it is done.
    private void closeRetired() {
        IsmDevice present = device();
        if (present == null || !present.holdsChain()) {
            memory.closeRetired();
        }
    }

    private @Nullable BackEndReply config(FrontEndRequest request, ConfigBytes config)
            throws FrontEndFault {
        int length = config.bytes().length;
        if (config.offset() < 0 || config.offset() > VhostLayout.MOST_CONFIG - length) {
            throw new FrontEndFault(
                    "configuration offset=%d size=%d".formatted(config.offset(), length));
        }
        IsmDevice device = owned().device();
        if (request == FrontEndRequest.SET_CONFIG) {
            // Nothing in it can be written; a guest's write comes with all other fields, unread.
            return null;
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int at = config.offset() + i;
            bytes[i] = at < IsmLayout.CONFIG_LENGTH ? (byte) device.readConfig(at, 1) : 0;
        }
        return new BackEndReply.Config(new ConfigBytes(config.offset(), config.flags(), bytes));
    }

    /// A ring has, or may have, something new.
    private void kicked(int index) {
        DeviceRun present = run;
        if (present == null) {
            return;
        }
        try {
            if (present.work(index)) {
                thread.later(() -> kicked(index));
            }
            closeRetired();
        } catch (FrontEndFault e) {
            closer.close(e);
        } catch (InternalError e) {
            closer.close(new FrontEndFault(MEMORY_GONE, e));
        }
    }

    private void catchUp() {
        DeviceRun present = run;
        try {
            if (present != null) {
                present.takeBells();
            }
        } catch (FrontEndFault e) {
            thread.later(() -> closer.close(e));
        }
    }

    @Override
    public void failed(FrontEndFault fault) {
        thread.later(() -> closer.close(fault));
    }

    @Override
    public void answered() {
        kicked(0);
    }

    /// Lets go of everything: the connection is over.
    ///
    /// @param byHost whether the host ends it
    void close(boolean byHost) {
        DeviceRun present = run;
        run = null;
        if (present != null) {
            present.close(byHost);
        }
        channel.close();
        rings.close();
        memory.close();
    }
}

package ismscope.device.peer;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.MemorySlot;
import ismscope.device.os.EventCounter;
import ismscope.device.os.MemoryFile;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.vhost.FrontEndMessage;
import ismscope.device.vhost.FrontEndRequest;
import ismscope.device.vhost.GuestRegionEntry;
import ismscope.device.vhost.PeerProtocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Tells the host what a driver does to its registers. Thread: the guest's.
final class PeerDevice implements PeerRegisters.Backing {
    private final PeerLink link;
    private final GuestMemory ram;
    private final HostSide host;
    private final PeerRegisters registers;

    /// The host's side of the connection.
    interface HostSide {
        /// {@return what tells the host of doorbells}
        EventCounter bell();

        /// {@return what tells of interrupts}
        EventCounter interrupts();

        /// Waits until the host has handed over its page.
        void awaitPage();

        /// The host has taken back all that it had handed over.
        void forget();
    }

    PeerDevice(PeerLink link, GuestMemory ram, HostSide host, HostOffer offer, int vectors) {
        this.link = link;
        this.ram = ram;
        this.host = host;
        this.registers = new PeerRegisters(this, offer.features(), offer.queues(), vectors);
    }

    PeerRegisters registers() {
        return registers;
    }

    @Override
    public void start() {
        link.tell(new FrontEndMessage.Value(FrontEndRequest.SET_FEATURES, registers.accepted()));
        tellMemory();
        link.tell(
                new FrontEndMessage.Value(FrontEndRequest.SET_VRING_KICK, PeerProtocol.RING),
                host.bell().fd());
        link.tell(
                new FrontEndMessage.Value(
                        FrontEndRequest.SET_VRING_CALL,
                        PeerProtocol.call(PeerProtocol.RING, registers.configVector(), true)),
                host.interrupts().fd());
        List<Integer> enabled = new ArrayList<>();
        for (int i = 0; i < registers.queues().size(); i++) {
            if (registers.queues().get(i).isEnabled()) {
                describe(i);
                enabled.add(i);
            }
        }
        enabled.forEach(index -> enable(index, 1));
        if (!enabled.isEmpty()) {
            host.awaitPage();
        }
    }

    private void tellMemory() {
        List<GuestRegionEntry> regions = new ArrayList<>();
        List<MemoryFile> files = new ArrayList<>();
        for (MemorySlot slot : ram.slots()) {
            MemoryFile file = slot.file();
            if (file == null) {
                throw new IllegalArgumentException("guest memory without a file to pass");
            }
            files.add(file);
            regions.add(
                    new GuestRegionEntry(slot.guestAddress(), slot.size(), slot.guestAddress(), 0));
        }
        link.tell(
                new FrontEndMessage.MemoryTable(regions),
                files.stream().mapToInt(MemoryFile::fd).toArray());
    }

    private void describe(int index) {
        QueueState queue = registers.queues().get(index);
        boolean packed = FeatureBit.RING_PACKED.isIn(registers.accepted());
        state(FrontEndRequest.SET_VRING_NUM, index, queue.size());
        state(FrontEndRequest.SET_VRING_BASE, index, packed ? 0x8000_8000 : 0);
        link.tell(
                new FrontEndMessage.VringAddress(
                        index,
                        0,
                        queue.descriptorArea(),
                        queue.deviceArea(),
                        queue.driverArea(),
                        0));
        try {
            EventCounter kick = queue.start();
            link.tell(new FrontEndMessage.Value(FrontEndRequest.SET_VRING_KICK, index), kick.fd());
        } catch (IOException e) {
            throw new IllegalStateException("there is no descriptor for a queue's kick", e);
        }
        link.tell(
                new FrontEndMessage.Value(
                        FrontEndRequest.SET_VRING_CALL,
                        PeerProtocol.call(index, queue.vector(), false)));
    }

    private void enable(int index, int on) {
        state(FrontEndRequest.SET_VRING_ENABLE, index, on);
    }

    private void state(FrontEndRequest request, int index, int number) {
        link.tell(new FrontEndMessage.VringState(request, index, number));
    }

    @Override
    public void stop() {
        List<Integer> started = new ArrayList<>();
        for (int i = 0; i < registers.queues().size(); i++) {
            if (registers.queues().get(i).isStarted()) {
                started.add(i);
            }
        }
        started.forEach(index -> enable(index, 0));
        started.forEach(this::askWhereItStopped);
        host.forget();
    }

    private void askWhereItStopped(int index) {
        link.ask(new FrontEndMessage.VringState(FrontEndRequest.GET_VRING_BASE, index, 0));
    }

    @Override
    public void startQueue(int index) {
        describe(index);
        enable(index, 1);
    }

    @Override
    public void stopQueue(int index) {
        enable(index, 0);
        askWhereItStopped(index);
    }

    @Override
    public int hostStatus() {
        return (int) link.askNumber(FrontEndRequest.GET_STATUS) & DeviceStatus.NEEDS_RESET;
    }
}

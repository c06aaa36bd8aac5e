package ismscope.device.vfio;

import ismscope.device.guest.GuestBus;
import ismscope.device.memory.GuestMemory;
import ismscope.device.model.IsmHost;
import ismscope.device.os.MemoryFile;
import ismscope.device.transport.GuestTransport;
import ismscope.device.transport.HostThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Guests in this process that reach their devices as a VMM's do: through a socket.
public final class VfioTransport implements GuestTransport {
    private final HostThread thread;
    private final List<VfioEndpoint> endpoints = new ArrayList<>();
    private final VfioPeers peers = new VfioPeers();
    private final Path folder;
    private final List<VfioBus> buses = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private String pool = "";

    public VfioTransport(IsmHost host) {
        try {
            folder = Files.createTempDirectory("vfio");
            thread = HostThread.serving(host);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts the guests that are plugged in from now on into a pool, or into none.
    public void usePool(String newPool) {
        pool = newPool;
    }

    Path folder() {
        return folder;
    }

    public HostThread thread() {
        return thread;
    }

    /// {@return what the server said}
    public List<String> log() {
        return thread.ask(_ -> List.copyOf(log));
    }

    @Override
    public GuestBus plug(String name, GuestMemory memory, int vectors) {
        Path path = folder.resolve(name.replace('/', '_') + buses.size());
        try {
            VfioEndpoint endpoint =
                    new VfioEndpoint(new VfioAddress(path, name, vectors, pool), peers, log::add);
            endpoint.open(thread);
            endpoints.add(endpoint);
            MemoryFile ram = Objects.requireNonNull(memory.slots().getFirst().file());
            VfioBus bus = new VfioBus(thread, path, ram, vectors);
            buses.add(bus);
            return bus;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits until the host has done all that guests have posted.
    public void settle() {
        buses.forEach(VfioBus::deliverInterrupts);
        thread.ask(host -> host.devices().size());
    }

    @Override
    public void close() {
        try {
            for (VfioEndpoint endpoint : endpoints) {
                endpoint.close();
            }
        } catch (IllegalStateException _) {
            return; // closed already
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.close();
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

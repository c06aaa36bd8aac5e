package ismscope.inspector.control;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.model.HostOptions;
import ismscope.device.protocol.PermissionSet;
import ismscope.inspector.backend.Backend;
import ismscope.inspector.backend.BackendOptions;
import ismscope.inspector.session.AttachedSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A backend with control sockets and guests in this process, for tests.
public final class ServedHost implements AutoCloseable {
    private final Path folder;
    private final Backend backend;
    private final CountDownLatch quit = new CountDownLatch(1);
    private final List<GuestVm> guests = new ArrayList<>();

    private ServedHost(Path folder, Backend backend) {
        this.folder = folder;
        this.backend = backend;
    }

    /// Starts one whose sockets are in `folder/ism` and whose recording is `folder/all.pcapng`.
    public static ServedHost start(Path folder) throws IOException {
        return start(folder, ControlLimits.USUAL);
    }

    static ServedHost start(Path folder, ControlLimits limits) throws IOException {
        Backend backend =
                Backend.start(
                        BackendOptions.of(HostOptions.usual().withGid(7))
                                .into(folder.resolve("all.pcapng")));
        ServedHost served = new ServedHost(folder, backend);
        try {
            backend.control(
                    ControlOptions.at(served.sockets()).withLimits(limits), served.quit::countDown);
            return served;
        } catch (IOException e) {
            backend.close();
            throw e;
        }
    }

    public Path sockets() {
        return folder.resolve("ism");
    }

    public BackendAddress address() {
        return new BackendAddress(sockets());
    }

    Backend backend() {
        return backend;
    }

    CountDownLatch quit() {
        return quit;
    }

    /// A guest that is in this process.
    public GuestVm boot(String name) throws Exception {
        GuestVm guest = GuestVm.boot(name, DriverOptions.SPLIT, backend.host()::plug);
        guests.add(guest);
        return guest;
    }

    /// A region of one guest to which another attaches.
    public static GuestRegion share(GuestVm owner, GuestVm other) throws Exception {
        GuestRegion region = owner.driver().allocate(1 << 16);
        owner.driver().grantDefault(region.token(), PermissionSet.DEFAULT_FOR_OTHERS);
        other.driver().attach(region.token());
        return region;
    }

    public AttachedSession attach() throws IOException {
        return AttachedSession.attach(address(), Optional.empty());
    }

    @Override
    public void close() {
        guests.forEach(GuestVm::close);
        backend.close();
    }
}

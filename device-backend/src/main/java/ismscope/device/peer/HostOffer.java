package ismscope.device.peer;

/// What a host offers to a process peer before its driver starts.
///
/// @param features virtio features
/// @param queues virtqueues
/// @param deviceMemory bytes of shared memory id 1
/// @param notifyArea bytes of shared memory id 2
/// @param config the configuration space, 32 bytes
record HostOffer(long features, int queues, long deviceMemory, long notifyArea, byte[] config) {
    /// {@return `width` bytes of the configuration, 0 beyond it}
    long config(int offset, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            int at = offset + i;
            long part = at >= 0 && at < config.length ? Byte.toUnsignedLong(config[at]) : 0;
            value = (value << Byte.SIZE) | part;
        }
        return value;
    }
}

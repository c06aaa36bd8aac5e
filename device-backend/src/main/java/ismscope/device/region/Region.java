package ismscope.device.region;

import ismscope.device.os.MemoryFile;
import ismscope.device.protocol.Area;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Memory that devices share: a token, whole chunks of zeros at first, and who may use them.
///
/// Its bytes are a sealed memory file of its own, or cleared chunks of its pool's, so no byte of an
/// older region can be seen. Thread: the host's owner thread; its bytes are read and written by
/// others too, but only through a [DeviceWindow], which keeps them from being freed meanwhile.
public final class Region {
    private final long token;
    private final long size;
    private final long creator;
    private final GrantTable grants;
    private final RegionMemory memory;
    private final @Nullable MemoryPool pool;
    private final @Nullable Placement inPool;
    private final Map<Long, Attachment> attachments = new LinkedHashMap<>();

    /// A region with a file of its own.
    Region(long token, long size, long creator, GrantTable grants) {
        this.token = token;
        this.size = size;
        this.creator = creator;
        this.grants = grants;
        // A token is a capability: the name, which others on the machine can see, has none of it.
        this.memory = new OwnMemory(size, "ism-region");
        this.pool = null;
        this.inPool = null;
    }

    /// A region that is a part of a pool.
    ///
    /// @param inPool free in it; taken from now on
    Region(long token, long creator, GrantTable grants, MemoryPool pool, Placement inPool) {
        this.token = token;
        this.size = inPool.areas().stream().mapToLong(Area::size).sum();
        this.creator = creator;
        this.grants = grants;
        this.memory = new PoolMemory(pool, inPool);
        this.pool = pool;
        this.inPool = inPool;
    }

    /// {@return the token, unique while the host lives}
    public long token() {
        return token;
    }

    /// {@return bytes, a whole number of chunks}
    public long size() {
        return size;
    }

    /// {@return devid of the device that allocated it}
    public long creator() {
        return creator;
    }

    /// {@return the pool that it is a part of, null if it has memory of its own}
    public @Nullable MemoryPool pool() {
        return pool;
    }

    /// {@return where it is in its pool, and in device memory of all members; null without a pool}
    public @Nullable Placement inPool() {
        return inPool;
    }

    /// {@return who may do what}
    public GrantTable grants() {
        return grants;
    }

    /// {@return the devices that see it, in the order in which they attached; a view}
    public Collection<Attachment> attachments() {
        return Collections.unmodifiableCollection(attachments.values());
    }

    /// {@return this device's attachment, null if it has none}
    public @Nullable Attachment attachmentOf(long devid) {
        return attachments.get(devid);
    }

    void add(Attachment attachment) {
        attachments.put(attachment.devid(), attachment);
    }

    void remove(Attachment attachment) {
        attachments.remove(attachment.devid());
    }

    /// {@return whether anything can have been written; if not, all bytes are zero}
    public boolean isWritten() {
        return memory.isMade();
    }

    /// Copies bytes out, for observers of the host; guests use their [DeviceWindow].
    ///
    /// @throws IndexOutOfBoundsException if the region has no such range
    public void read(long offset, byte[] target, int from, int length) {
        Objects.checkFromIndexSize(offset, length, size);
        memory.load(offset, target, from, length);
    }

    /// {@return the region's memory file, for transports that map it into another process}
    ///
    /// @throws IOException if the system has no memory, descriptor or mapping for it, or the region
    ///   is a part of a pool
    public MemoryFile file() throws IOException {
        return memory.file();
    }

    RegionMemory memory() {
        return memory;
    }
}

package ismscope.device.model;

import ismscope.device.region.MemoryPool;
import ismscope.device.region.Region;
import ismscope.device.region.RegionTable;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The virtio-ism host: all devices, and the regions they share.
///
/// It has no thread of its own: every method is called by one owner thread, which a transport
/// provides ([ismscope.device.transport.Lockstep], [ismscope.device.transport.HostThread]).
public final class IsmHost implements AutoCloseable {
    private final HostOptions options;
    private final DeviceTap tap;
    private final HostClock clock;
    private final RegionTable regions;
    private final Map<Long, IsmDevice> devices = new LinkedHashMap<>();
    private final Map<String, MemoryPool> pools = new HashMap<>();
    private final ContentRecorder content;
    private final AccessRecorder accesses;
    private final Sharing sharing = new Sharing(this);
    private final Doorbells doorbells;
    private Runnable catchUp = () -> {};
    private int lastOrdinal;
    private long lastFlow;

    /// A host without devices.
    ///
    /// @param tap sees everything
    /// @param tokens for its regions
    public IsmHost(HostOptions options, DeviceTap tap, HostClock clock, TokenSource tokens) {
        this.options = options;
        this.tap = tap;
        this.clock = clock;
        this.regions = new RegionTable(tokens, options.limits().devicesPerRegion());
        this.content = new ContentRecorder(tap, clock, options.content());
        this.accesses = new AccessRecorder(tap, clock);
        this.doorbells = new Doorbells(this);
    }

    /// {@return what it was made with}
    public HostOptions options() {
        return options;
    }

    /// Plugs in a device for a guest.
    ///
    /// @throws HostFullException if the limit on devices is reached
    public IsmDevice attach(DeviceSetup setup) throws HostFullException {
        int most = options.limits().devices();
        if (devices.size() >= most) {
            throw new HostFullException(
                    "The host has %d devices, which is its limit; \"%s\" cannot have one."
                            .formatted(most, setup.name()));
        }
        IsmDevice device = new IsmDevice(this, ++lastOrdinal, setup);
        devices.put(device.devid(), device);
        if (tap.isOn()) {
            tellMissing();
            device.trace().put(Cause.NONE, HostDescription.added(device, options));
            MemoryPool pool = device.pool();
            if (pool != null) {
                device.trace()
                        .violation(ViolationRule.NOT_ISOLATED, Cause.NONE, "pool=" + pool.name());
            }
        }
        return device;
    }

    /// {@return the pool of a trust group, made when it is first asked for}
    ///
    /// @throws IOException if the system has no memory for it
    public MemoryPool pool(String name) throws IOException {
        MemoryPool present = pools.get(name);
        if (present == null) {
            present = new MemoryPool(name, options.geometry());
            pools.put(name, present);
        }
        return present;
    }

    /// {@return the devices, oldest first; a view}
    public Collection<IsmDevice> devices() {
        return Collections.unmodifiableCollection(devices.values());
    }

    /// {@return the regions, oldest first; a view}
    public Collection<Region> regionsInUse() {
        return regions.all();
    }

    /// {@return the region with this token, null if there is none}
    public @Nullable Region region(long token) {
        return regions.find(token);
    }

    /// {@return bytes of all regions together}
    public long regionBytes() {
        return regions.bytes();
    }

    /// {@return which trapped accesses are recorded}
    public AccessOptions accessOptions() {
        return accesses.options();
    }

    /// Says which trapped accesses are recorded from now on; all, unless told otherwise.
    public void recordAccesses(AccessOptions options) {
        accesses.limit(options);
    }

    /// Records that a peer who has no device broke a rule.
    ///
    /// @param text the case, as `name=value` or a sentence
    /// @param raw the offending bytes
    public void report(ViolationRule rule, String text, byte[] raw) {
        new DeviceTrace(tap, DeviceTap.HOST).violation(rule, new Cause(newFlow(), 0), text, raw);
    }

    /// Has something done before each command, after its chain was found: a transport that queues
    /// what guests do brings the host up to date with what they did before.
    public void beforeEachCommand(Runnable work) {
        catchUp = work;
    }

    /// {@return how much of what guests store goes to the tap; any thread}
    public ContentOptions contentOptions() {
        return content.options();
    }

    /// Changes how much of what guests store goes to the tap from now on.
    public void limitContent(ContentOptions limits) {
        content.limit(limits);
    }

    /// Tells an observer who joins late how things stand: devices, status, features, queues,
    /// regions, grants, mappings and contents up to the snapshot length of each region and the
    /// budget of a second for all.
    public void describeTo(DeviceTap observer) {
        // What is not told yet is missing for those who were there, not for who comes now.
        content.tellMissing();
        new HostDescription(this, observer).tell();
    }

    /// Removes all devices, and with them all regions. Does nothing the second time.
    @Override
    public void close() {
        sharing.fallSilent();
        for (IsmDevice device : List.copyOf(devices.values())) {
            device.remove(TapRecord.DeviceRemoved.CLOSED);
        }
        pools.values().forEach(MemoryPool::close);
        pools.clear();
    }

    HostClock clock() {
        return clock;
    }

    DeviceTap tap() {
        return tap;
    }

    RegionTable regions() {
        return regions;
    }

    Sharing sharing() {
        return sharing;
    }

    Doorbells doorbells() {
        return doorbells;
    }

    ContentRecorder content() {
        return content;
    }

    AccessRecorder accesses() {
        return accesses;
    }

    void catchUp() {
        catchUp.run();
    }

    /// {@return a number for what is about to be recorded; what is missing before it is told}
    long newFlow() {
        tellMissing();
        return newFlowNumber();
    }

    private void tellMissing() {
        content.tellMissing();
        accesses.tellLeftOut();
    }

    long newFlowNumber() {
        return ++lastFlow;
    }

    IsmDevice device(long devid) {
        IsmDevice device = find(devid);
        if (device == null) {
            throw new IllegalStateException("a region is attached to no device: devid=" + devid);
        }
        return device;
    }

    @Nullable IsmDevice find(long devid) {
        return devices.get(devid);
    }

    void forget(IsmDevice device) {
        devices.remove(device.devid());
    }
}

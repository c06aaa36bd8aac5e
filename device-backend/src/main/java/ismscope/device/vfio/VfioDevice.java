package ismscope.device.vfio;

import ismscope.device.model.IsmDevice;
import ismscope.device.os.PassedFile;
import ismscope.device.tap.ViolationRule;
import ismscope.device.vfio.VfioRequest.RegionWrite;
import java.util.List;
import java.util.function.IntConsumer;

/// One VMM's device: what each request of the protocol does to it.
///
/// Regions 0 to 5 are BARs, 7 is the configuration space; interrupts are MSI-X alone. Spec:
/// vfio-user protocol, "VFIO-USER Message Payloads". Thread: the host's owner thread.
final class VfioDevice implements AutoCloseable {
    static final int REGION_CONFIG = 7;

    private static final int REGIONS = 9;
    private static final int IRQ_MSIX = 2;
    private static final int IRQ_ERR = 3;
    private static final int IRQS = 5;

    private final IsmDevice device;
    private final BarLayout bars;
    private final PciFunction function;
    private final DmaMap memory;
    private final IrqVectors vectors;
    private final RamCheck ram;
    private final IntConsumer notified;

    /// @param notified has a queue looked at, which may take several turns
    VfioDevice(IsmDevice device, BarLayout bars, IrqVectors vectors, IntConsumer notified) {
        this.device = device;
        this.bars = bars;
        this.vectors = vectors;
        this.memory = new DmaMap(device::changeMemory);
        this.ram = new RamCheck(device, memory);
        this.notified = notified;
        this.function = new PciFunction(device, bars, this::notifyQueue);
    }

    IsmDevice device() {
        return device;
    }

    private void notifyQueue(int queue) {
        ram.beforeNotification(queue);
        notified.accept(queue);
    }

    /// {@return what a request is answered with, when it is done}
    ///
    /// @param files that came with it; those that are used are taken
    VfioReply answer(VfioRequest request, List<PassedFile> files) throws VfioRefusal {
        if (!files.isEmpty() && !mayCarryFiles(request)) {
            throw VfioRefusal.invalid("descriptors that nothing asks for: " + files.size());
        }
        if (files.size() > VfioConnection.MOST_FILES) {
            throw VfioRefusal.invalid("descriptors=" + files.size());
        }
        return switch (request) {
            case VfioRequest.RegionRead read -> load(read);
            case RegionWrite write -> {
                store(write);
                yield new VfioReply.Stored(write.offset(), write.region(), write.count());
            }
            case VfioRequest.RegionWrites(List<RegionWrite> stores) -> {
                for (RegionWrite store : stores) {
                    store(store);
                }
                yield new VfioReply.Done();
            }
            case VfioRequest.DmaMap map -> {
                if (files.size() > 1) {
                    throw VfioRefusal.invalid("one range with descriptors=" + files.size());
                }
                memory.map(map, files.isEmpty() ? null : files.getFirst());
                yield new VfioReply.Done();
            }
            case VfioRequest.DmaUnmap unmap -> {
                memory.unmap(unmap);
                yield new VfioReply.Unmapped(unmap.flags(), unmap.address(), unmap.size());
            }
            case VfioRequest.DeviceInfo _ ->
                    new VfioReply.DeviceInfo(
                            VfioReply.DeviceInfo.RESET | VfioReply.DeviceInfo.PCI, REGIONS, IRQS);
            case VfioRequest.RegionInfo info -> region(info);
            case VfioRequest.IrqInfo(int index) -> irq(index);
            case VfioRequest.SetIrqs irqs -> setIrqs(irqs, files);
            case VfioRequest.Reset _ -> {
                function.reset();
                yield new VfioReply.Done();
            }
            case VfioRequest.Version _ -> throw VfioRefusal.invalid("a second VERSION");
            case VfioRequest.Unsupported(int command) ->
                    throw new VfioRefusal(VfioRefusal.ENOSYS, "command=" + command);
            case VfioRequest.Malformed malformed -> throw refusal(malformed);
        };
    }

    private static boolean mayCarryFiles(VfioRequest request) {
        return request instanceof VfioRequest.DmaMap || request instanceof VfioRequest.SetIrqs;
    }

    static VfioRefusal refusal(VfioRequest.Malformed malformed) {
        return new VfioRefusal(
                VfioRefusal.EINVAL,
                malformed.fault() == VfioFault.WIDTH
                        ? ViolationRule.REGISTER_ACCESS
                        : ViolationRule.MESSAGE_REFUSED,
                "%s offset=%d found=%d"
                        .formatted(
                                malformed.fault().text(), malformed.offset(), malformed.found()));
    }

    private long sizeOf(int region) {
        return region == REGION_CONFIG
                ? PciConfigSpace.SIZE
                : region >= 0 && region < BarLayout.COUNT ? bars.size(region) : 0;
    }

    private void requireInside(int region, long offset, int count) throws VfioRefusal {
        long size = sizeOf(region);
        if (offset < 0 || count > size || offset > size - count) {
            throw new VfioRefusal(
                    VfioRefusal.EINVAL,
                    ruleOf(region),
                    "outside: region=%s offset=0x%x count=%d size=0x%x"
                            .formatted(Integer.toUnsignedString(region), offset, count, size));
        }
    }

    /// {@return what an access that no part of a region takes has broken}
    private static ViolationRule ruleOf(int region) {
        return switch (region) {
            case BarLayout.MEMORY -> ViolationRule.ACCESS_OUTSIDE;
            case BarLayout.NOTIFY_AREA -> ViolationRule.DOORBELL_OUTSIDE;
            default -> ViolationRule.REGISTER_ACCESS;
        };
    }

    private VfioReply load(VfioRequest.RegionRead read) throws VfioRefusal {
        int region = read.region();
        int count = read.count();
        requireInside(region, read.offset(), count);
        if (count <= Long.BYTES) {
            long value =
                    region == REGION_CONFIG
                            ? function.loadConfig((int) read.offset(), count)
                            : function.load(region, read.offset(), count);
            return new VfioReply.Loaded(read.offset(), region, count, value);
        }
        if (region != REGION_CONFIG) {
            throw new VfioRefusal(
                    VfioRefusal.EINVAL,
                    ruleOf(region),
                    "region=%d count=%d most=8".formatted(region, count));
        }
        return new VfioReply.LoadedBytes(
                read.offset(), region, function.loadConfigBytes((int) read.offset(), count));
    }

    /// Does a store.
    void store(RegionWrite write) throws VfioRefusal {
        int region = write.region();
        requireInside(region, write.offset(), write.count());
        if (region == REGION_CONFIG) {
            function.storeConfig((int) write.offset(), write.count(), write.value());
        } else {
            function.store(region, write.offset(), write.count(), write.value());
            if (region == BarLayout.REGISTERS) {
                ram.afterStore((int) write.offset(), write.value());
            }
        }
    }

    private VfioReply region(VfioRequest.RegionInfo request) throws VfioRefusal {
        int index = request.index();
        if (index < 0 || index >= REGIONS) {
            throw VfioRefusal.invalid("region=" + Integer.toUnsignedString(index));
        }
        long size = sizeOf(index);
        int flags = size == 0 ? 0 : VfioReply.RegionInfo.READ | VfioReply.RegionInfo.WRITE;
        return index == BarLayout.MEMORY && device.pool() != null
                ? mappable(request, size, flags)
                : new VfioReply.RegionInfo(
                        ReplyCodec.REGION_INFO_LENGTH, flags, index, size, 0, List.of());
    }

    /// All of the pool's file can be mapped. A client that has too little room for that answer gets
    /// a shorter one, which says no more than how much room to give.
    private VfioReply mappable(VfioRequest.RegionInfo request, long size, int flags) {
        int needed = ReplyCodec.regionInfoLength(1);
        if (Integer.compareUnsigned(request.argsz(), needed) < 0) {
            return new VfioReply.RegionInfo(needed, flags, request.index(), size, 0, List.of());
        }
        return new VfioReply.RegionInfo(
                needed,
                flags | VfioReply.RegionInfo.MMAP | VfioReply.RegionInfo.CAPS,
                request.index(),
                size,
                0,
                List.of(new VfioReply.Sparse(0, device.window().size())));
    }

    /// An error for ERR keeps QEMU quiet; a count of 0 makes it warn. Each QEMU asks for it: it is
    /// no fault of its.
    private VfioReply irq(int index) throws VfioRefusal {
        if (index == IRQ_ERR) {
            return new VfioReply.Failed(VfioRefusal.EINVAL);
        }
        if (index < 0 || index >= IRQS) {
            throw VfioRefusal.invalid("interrupt index=" + Integer.toUnsignedString(index));
        }
        return index == IRQ_MSIX
                ? new VfioReply.IrqInfo(VfioReply.IrqInfo.EVENTFD, index, vectors.count())
                : new VfioReply.IrqInfo(0, index, 0);
    }

    private VfioReply setIrqs(VfioRequest.SetIrqs irqs, List<PassedFile> files) throws VfioRefusal {
        if (irqs.index() != IRQ_MSIX) {
            boolean off = irqs.count() == 0 && files.isEmpty();
            if (off && irqs.index() >= 0 && irqs.index() < IRQS) {
                return new VfioReply.Done();
            }
            throw VfioRefusal.invalid(
                    "interrupt index=%s count=%s descriptors=%d"
                            .formatted(
                                    Integer.toUnsignedString(irqs.index()),
                                    Integer.toUnsignedString(irqs.count()),
                                    files.size()));
        }
        vectors.set(irqs, files);
        return new VfioReply.Done();
    }

    /// Gives all memory and counters back. The device is removed already.
    @Override
    public void close() {
        memory.close();
        vectors.close();
    }
}

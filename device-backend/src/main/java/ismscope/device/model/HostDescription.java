package ismscope.device.model;

import ismscope.device.region.Attachment;
import ismscope.device.region.MemoryPool;
import ismscope.device.region.Region;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.TapRecord;
import java.util.Arrays;

/// How a host stands, as the records that would have led there: for observers who join late.
final class HostDescription {
    private static final int PAGE = 4096;

    private final IsmHost host;
    private final DeviceTap observer;
    private long budget;

    HostDescription(IsmHost host, DeviceTap observer) {
        this.host = host;
        this.observer = observer;
        this.budget = host.contentOptions().bytesPerSecond();
    }

    static TapRecord added(IsmDevice device, HostOptions options) {
        MemoryPool pool = device.pool();
        return new TapRecord.DeviceAdded(
                device.devid(),
                options.gid(),
                options.geometry().chunkSize(),
                options.geometry().notifySize(),
                options.geometry().windowSize(),
                device.name(),
                pool == null ? "" : pool.name());
    }

    void tell() {
        host.devices().forEach(this::tellDevice);
        host.regionsInUse().forEach(this::tellRegion);
    }

    private void tellDevice(IsmDevice device) {
        CommonConfig common = device.common();
        put(device, 0, added(device, host.options()));
        if (common.features().isAgreed()) {
            put(
                    device,
                    0,
                    new TapRecord.Features(
                            common.features().offered(), common.features().accepted()));
        }
        for (int i = 0; i < common.queues().count(); i++) {
            QueueRegisters queue = common.queues().queue(i);
            if (queue.isEnabled()) {
                put(device, 0, queue.record(common.features().accepted()));
            }
        }
        if (common.status() != 0) {
            put(device, 0, new TapRecord.Status(0, common.status()));
        }
    }

    private void tellRegion(Region region) {
        int creator = ordinalOf(region.creator());
        long token = region.token();
        observer.record(
                creator, 0, token, new TapRecord.RegionCreated(region.size(), region.creator()));
        observer.record(
                creator,
                0,
                token,
                new TapRecord.Grant(TapRecord.Grant.DEFAULT, region.grants().byDefault().bits()));
        region.grants()
                .own()
                .forEach((devid, rights) ->
                        observer.record(
                                creator, 0, token, new TapRecord.Grant(devid, rights.bits())));
        boolean unseen = region.pool() != null;
        for (Attachment attachment : region.attachments()) {
            IsmDevice device = host.device(attachment.devid());
            put(
                    device,
                    token,
                    new TapRecord.Mapped(attachment.rights().bits(), attachment.areas()));
            unseen |= Sharing.storesUnseen(device, attachment);
        }
        if (region.isWritten()) {
            tellContent(
                    region, creator, unseen ? TapRecord.Content.SAMPLED : TapRecord.Content.EXACT);
        }
        if (unseen) {
            observer.record(creator, 0, token, new TapRecord.Lost(0, TapRecord.Lost.UNSEEN));
        }
    }

    /// Tells runs of pages that are not zero: a region is zeros unless somebody says otherwise.
    private void tellContent(Region region, int creator, int quality) {
        int length = host.contentOptions().snapshotLength();
        long told = Math.min(region.size(), Math.min(length, budget));
        budget -= told;
        byte[] bytes = new byte[(int) told];
        region.read(0, bytes, 0, bytes.length);
        int most = ContentRecorder.MOST_BYTES / PAGE * PAGE;
        for (int start = 0; start < bytes.length; ) {
            int end = start;
            while (end < bytes.length && end - start < most && !isZeroPage(bytes, end)) {
                end = Math.min(end + PAGE, bytes.length);
            }
            if (end > start) {
                byte[] run = Arrays.copyOfRange(bytes, start, end);
                observer.record(
                        creator, 0, region.token(), new TapRecord.Content(start, quality, run));
                start = end;
            } else {
                start += PAGE;
            }
        }
        if (told < region.size()) {
            long records = ContentRecorder.recordsOf(region.size() - told);
            observer.record(
                    creator,
                    0,
                    region.token(),
                    new TapRecord.Lost(records, TapRecord.Lost.CONTENT_BUDGET));
        }
    }

    private static boolean isZeroPage(byte[] bytes, int start) {
        int end = Math.min(start + PAGE, bytes.length);
        for (int i = start; i < end; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private int ordinalOf(long devid) {
        IsmDevice device = host.find(devid);
        return device == null ? DeviceTap.HOST : device.ordinal();
    }

    private void put(IsmDevice device, long token, TapRecord record) {
        observer.record(device.ordinal(), 0, token, record);
    }
}

package ismscope.device.vfio;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/// Messages of every kind, by chance.
final class AnyMessage {
    private AnyMessage() {}

    static VfioRequest request(SplittableRandom random) {
        return switch (random.nextInt(11)) {
            case 0 -> new VfioRequest.Version(random.nextInt(9), random.nextInt(9), text(random));
            case 1 ->
                    new VfioRequest.DmaMap(
                            1 + random.nextInt(3),
                            random.nextLong(),
                            random.nextLong(1L << 60),
                            1 + random.nextLong(1L << 60));
            case 2 ->
                    random.nextBoolean()
                            ? new VfioRequest.DmaUnmap(VfioRequest.DmaUnmap.ALL, 0, 0)
                            : new VfioRequest.DmaUnmap(
                                    0, random.nextLong(1L << 60), 1 + random.nextLong(1L << 60));
            case 3 -> new VfioRequest.DeviceInfo();
            case 4 -> new VfioRequest.RegionInfo(32 + random.nextInt(100), random.nextInt());
            case 5 -> new VfioRequest.IrqInfo(random.nextInt());
            case 6 -> irqs(random);
            case 7 ->
                    new VfioRequest.RegionRead(
                            random.nextLong(), random.nextInt(), 1 + random.nextInt(9000));
            case 8 -> write(random);
            case 9 -> {
                List<VfioRequest.RegionWrite> stores = new ArrayList<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    stores.add(write(random));
                }
                yield new VfioRequest.RegionWrites(List.copyOf(stores));
            }
            default -> new VfioRequest.Reset();
        };
    }

    private static VfioRequest.RegionWrite write(SplittableRandom random) {
        int count = 1 + random.nextInt(8);
        long value = random.nextLong() >>> (64 - 8 * count);
        return new VfioRequest.RegionWrite(random.nextLong(), random.nextInt(), count, value);
    }

    private static VfioRequest irqs(SplittableRandom random) {
        int action = 8 << random.nextInt(3);
        int data = 1 << random.nextInt(3);
        List<Boolean> fire = new ArrayList<>();
        int count = random.nextInt(20);
        for (int i = 0; data == VfioRequest.SetIrqs.DATA_BOOL && i < count; i++) {
            fire.add(random.nextBoolean());
        }
        return new VfioRequest.SetIrqs(
                data | action, random.nextInt(5), random.nextInt(), count, List.copyOf(fire));
    }

    static VersionText text(SplittableRandom random) {
        VersionText text = VersionText.EMPTY;
        if (random.nextBoolean()) {
            text = text.with(VersionText.MAX_MSG_FDS, random.nextInt(17));
        }
        if (random.nextBoolean()) {
            text = text.with(VersionText.MAX_DATA_XFER_SIZE, random.nextInt());
        }
        return random.nextBoolean() ? text.with(VersionText.WRITE_MULTIPLE, true) : text;
    }

    /// A reply, and the command it is to.
    record Answer(VfioCommand command, VfioReply reply) {}

    static Answer answer(SplittableRandom random) {
        long offset = random.nextLong();
        int number = random.nextInt();
        return switch (random.nextInt(9)) {
            case 0 ->
                    new Answer(
                            VfioCommand.VERSION,
                            new VfioReply.Version(0, random.nextInt(3), text(random)));
            case 1 -> new Answer(VfioCommand.DMA_MAP, new VfioReply.Done());
            case 2 ->
                    new Answer(
                            VfioCommand.DMA_UNMAP,
                            new VfioReply.Unmapped(number, offset, random.nextLong()));
            case 3 ->
                    new Answer(
                            VfioCommand.DEVICE_GET_INFO,
                            new VfioReply.DeviceInfo(number, random.nextInt(), random.nextInt()));
            case 4 -> region(random);
            case 5 ->
                    new Answer(
                            VfioCommand.DEVICE_GET_IRQ_INFO,
                            new VfioReply.IrqInfo(number, random.nextInt(), random.nextInt()));
            case 6 -> {
                int count = 1 + random.nextInt(8);
                long value = random.nextLong() >>> (64 - 8 * count);
                yield new Answer(
                        VfioCommand.REGION_READ,
                        new VfioReply.Loaded(offset, number, count, value));
            }
            case 7 ->
                    new Answer(
                            VfioCommand.REGION_WRITE,
                            new VfioReply.Stored(offset, number, random.nextInt()));
            default ->
                    new Answer(
                            Objects.requireNonNull(VfioCommand.fromCode(1 + random.nextInt(18))),
                            new VfioReply.Failed(random.nextInt(1, 200)));
        };
    }

    private static Answer region(SplittableRandom random) {
        List<VfioReply.Sparse> areas = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            areas.add(new VfioReply.Sparse(random.nextLong(), random.nextLong()));
        }
        return new Answer(
                VfioCommand.DEVICE_GET_REGION_INFO,
                new VfioReply.RegionInfo(
                        random.nextInt(),
                        random.nextInt(),
                        random.nextInt(),
                        random.nextLong(),
                        random.nextLong(),
                        List.copyOf(areas)));
    }
}

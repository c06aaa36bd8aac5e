package ismscope.device.scenario;

import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A region of the tour and who sits at it.
final class TourShare {
    /// Where blocks of data go, behind the ring of messages.
    private static final long BLOCKS_AT = 8 << 10;

    private static final int BLOCK = 1 << 10;

    private final Topic topic;
    private final GuestVm owner;
    private final long token;
    private final List<Seat> seats = new ArrayList<>();
    private int lines;
    private long nextBlock = BLOCKS_AT;

    /// @param owner the VM that allocated the region
    TourShare(Topic topic, GuestVm owner, GuestRegion region) throws AccessFault {
        this.topic = topic;
        this.owner = owner;
        this.token = region.token();
        seats.add(new Seat(owner, region, MessageRing.create(region, topic.title())));
    }

    /// A VM at the region.
    static final class Seat {
        private final GuestVm vm;
        private final GuestRegion region;
        private final MessageRing ring;
        private boolean mayWrite = true;

        Seat(GuestVm vm, GuestRegion region, MessageRing ring) {
            this.vm = vm;
            this.region = region;
            this.ring = ring;
        }

        GuestVm vm() {
            return vm;
        }

        GuestRegion region() {
            return region;
        }

        boolean mayWrite() {
            return mayWrite;
        }

        void letWrite(boolean allowed) {
            mayWrite = allowed;
        }
    }

    long token() {
        return token;
    }

    Topic topic() {
        return topic;
    }

    /// {@return the VM that allocated the region, wherever it is now}
    GuestVm owner() {
        return owner;
    }

    /// {@return whether the VM that allocated the region still is at it}
    boolean ownerIsThere() {
        return seatOf(owner).isPresent();
    }

    List<Seat> seats() {
        return seats;
    }

    /// {@return the seat of a VM, empty if it has none here}
    Optional<Seat> seatOf(GuestVm vm) {
        return seats.stream().filter(seat -> seat.vm == vm).findFirst();
    }

    /// A VM sits down.
    void add(GuestVm vm, GuestRegion region) throws AccessFault {
        seats.add(new Seat(vm, region, MessageRing.open(region)));
    }

    /// A VM writes a message and rings.
    void say(Seat speaker, RandomGenerator random) throws AccessFault {
        speaker.ring.send(topic.line(lines, random));
        lines++;
        speaker.vm.driver().ring(speaker.region);
    }

    /// A VM stores a block of data at the next free place and rings the doorbell of its chunk.
    void storeBlock(Seat speaker, RandomGenerator random) throws AccessFault {
        byte[] block = new byte[BLOCK];
        int step = random.nextInt(1, 8);
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (lines + i * step);
        }
        speaker.region.store(nextBlock, block);
        speaker.vm.driver().ring(speaker.region, nextBlock);
        nextBlock += BLOCK;
        if (nextBlock + BLOCK > speaker.region.size()) {
            nextBlock = BLOCKS_AT;
        }
    }

    /// A VM reads what it has not read yet.
    ///
    /// @return messages read
    int hear(Seat listener) throws AccessFault {
        int count = 0;
        while (listener.ring.receive() != null) {
            count++;
        }
        return count;
    }
}

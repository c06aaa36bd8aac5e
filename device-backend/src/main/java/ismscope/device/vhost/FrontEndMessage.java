package ismscope.device.vhost;

import java.util.List;

/// A message of a front-end on the main channel, without the descriptors that came with it.
public sealed interface FrontEndMessage {
    /// {@return the number on the wire}
    int wire();

    /// One that consists of its number.
    ///
    /// @param request without a payload
    record Plain(FrontEndRequest request) implements FrontEndMessage {
        @Override
        public int wire() {
            return request.wire();
        }
    }

    /// One that carries a number: features, or the ring that a descriptor is for.
    record Value(FrontEndRequest request, long value) implements FrontEndMessage {
        @Override
        public int wire() {
            return request.wire();
        }
    }

    /// One about a ring: its size, its position, whether it runs.
    record VringState(FrontEndRequest request, int index, int number) implements FrontEndMessage {
        @Override
        public int wire() {
            return request.wire();
        }
    }

    /// Where a ring lies.
    ///
    /// @param used the device's area, `available` the driver's
    record VringAddress(int index, int flags, long descriptor, long used, long available, long log)
            implements FrontEndMessage {
        @Override
        public int wire() {
            return FrontEndRequest.SET_VRING_ADDR.wire();
        }
    }

    /// The guest's memory, all of it.
    record MemoryTable(List<GuestRegionEntry> regions) implements FrontEndMessage {
        /// Copies the list.
        public MemoryTable {
            regions = List.copyOf(regions);
        }

        @Override
        public int wire() {
            return FrontEndRequest.SET_MEM_TABLE.wire();
        }
    }

    /// One run of guest memory that comes or goes.
    record SingleRegion(FrontEndRequest request, GuestRegionEntry region)
            implements FrontEndMessage {
        @Override
        public int wire() {
            return request.wire();
        }
    }

    /// Bytes of the configuration space: asked for or written.
    record Config(FrontEndRequest request, ConfigBytes config) implements FrontEndMessage {
        @Override
        public int wire() {
            return request.wire();
        }
    }

    /// One of a later protocol.
    ///
    /// @param length bytes of its payload
    record Unknown(int wire, int length) implements FrontEndMessage {}
}

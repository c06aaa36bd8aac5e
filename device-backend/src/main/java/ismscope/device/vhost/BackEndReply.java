package ismscope.device.vhost;

import java.util.List;

/// What a back-end answers on the main channel.
public sealed interface BackEndReply {
    /// A number: features, counts, or how a request went, where 0 is well.
    record Value(long value) implements BackEndReply {}

    /// Where a ring stopped.
    record VringState(int index, int number) implements BackEndReply {}

    /// Bytes of the configuration space.
    record Config(ConfigBytes config) implements BackEndReply {}

    /// Sizes of the shared memory regions.
    ///
    /// @param sizes by shared memory id, from 0; those behind the last are 0
    record SharedMemory(List<Long> sizes) implements BackEndReply {
        /// Copies the list.
        public SharedMemory {
            sizes = List.copyOf(sizes);
        }
    }
}

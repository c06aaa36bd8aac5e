package ismscope.inspector.state;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.PermissionSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was true after one event: everything of devices and regions, as far as the capture tells.
///
/// Immutable; made by replaying records from the nearest keyframe. Thread: any.
public interface SessionState {
    /// {@return the event after which this holds, -1 for the state before the first}
    long event();

    /// {@return devices by ordinal, in order of appearance; those that left stay, with `present`
    /// false}
    Map<Integer, DeviceState> devices();

    /// {@return regions by token, in order of appearance; freed ones stay, with `alive` false}
    Map<Long, RegionState> regions();

    /// {@return the device with this ordinal, null if it was not seen yet}
    default @Nullable DeviceState device(int ordinal) {
        return devices().get(ordinal);
    }

    /// {@return the region with this token, null if it was not seen yet}
    default @Nullable RegionState region(long token) {
        return regions().get(token);
    }

    /// One device.
    ///
    /// @param pool the trust group whose memory its guest maps, so that grants are not enforced;
    ///   empty if it is isolated
    /// @param since event in which it appeared
    /// @param present false once it was removed
    /// @param removedAt event in which it was removed, -1 if present
    /// @param status virtio device status register
    /// @param features accepted feature bits
    /// @param queues by index
    /// @param pendingRequests requests without a reply, oldest first, as event numbers
    /// @param commands requests seen
    /// @param refusals replies with an ack other than OK
    /// @param doorbells rung by it
    /// @param eventsDelivered eventq buffers filled for it
    /// @param swallowed its notifications that reached nobody or were merged
    /// @param violations of it
    record DeviceState(
            int ordinal,
            String name,
            String pool,
            long devid,
            long gid,
            long chunkSize,
            long notifySize,
            long windowSize,
            long since,
            boolean present,
            long removedAt,
            int status,
            long features,
            Map<Integer, QueueState> queues,
            List<Long> pendingRequests,
            long commands,
            long refusals,
            long doorbells,
            long eventsDelivered,
            long swallowed,
            long violations) {
        /// Copies the collections in, unless they are immutable ones of this package.
        public DeviceState {
            queues = queues instanceof PersistentMap ? queues : Map.copyOf(queues);
            pendingRequests =
                    pendingRequests instanceof PendingRequests
                            ? pendingRequests
                            : List.copyOf(pendingRequests);
        }
    }

    /// One virtqueue as set up by its driver.
    record QueueState(
            int index,
            int size,
            boolean enabled,
            boolean packed,
            long descriptorArea,
            long driverArea,
            long deviceArea) {}

    /// One region.
    ///
    /// @param size bytes
    /// @param creatorDevid who allocated it
    /// @param since event in which it was created
    /// @param alive false once freed
    /// @param freedAt event in which it was freed, -1 if alive
    /// @param defaultRights bits of `PermissionSet` that devices without a grant of their own have
    /// @param grants rights by devid
    /// @param mappings by device ordinal; a mapping that ended stays, with `active` false
    /// @param doorbells rung for it
    /// @param contentEvents CONTENT and ACCESS stores seen for it
    record RegionState(
            long token,
            long size,
            long creatorDevid,
            long since,
            boolean alive,
            long freedAt,
            long defaultRights,
            Map<Long, Long> grants,
            Map<Integer, MappingState> mappings,
            long doorbells,
            long contentEvents) {
        /// Copies the collections in, unless they are immutable ones of this package.
        public RegionState {
            grants = grants instanceof PersistentMap ? grants : Map.copyOf(grants);
            mappings = mappings instanceof PersistentMap ? mappings : Map.copyOf(mappings);
        }

        /// {@return what a device may do with it: its own grant, else the creator's initial rights
        /// or the default}
        public PermissionSet rightsOf(long devid) {
            Long own = grants.get(devid);
            if (own != null) {
                return new PermissionSet(own);
            }
            return devid == creatorDevid
                    ? PermissionSet.ALLOCATOR
                    : new PermissionSet(defaultRights);
        }
    }

    /// A region in one device's device memory.
    ///
    /// @param rights READ 1, WRITE 2
    /// @param areas where, in region order
    /// @param since event that mapped it
    /// @param active false once unmapped
    /// @param endedAt event that unmapped it, -1 if active
    record MappingState(
            int device, long rights, List<Area> areas, long since, boolean active, long endedAt) {
        /// Copies the areas in.
        public MappingState {
            areas = List.copyOf(areas);
        }
    }
}

package ismscope.device.model;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.Region;

/// Maps regions into a guest that lives in another process, where its front-end must do it first.
///
/// What is asked is done in the order in which it was asked. Thread: the host's owner thread;
/// nothing here waits, and no answer comes after the device was reset or removed.
public interface RegionMapper {
    /// {@return whether the guest can be kept from loading or storing in what it has mapped}
    boolean enforcesRights();

    /// Asks for a region to be mapped.
    ///
    /// @param area where, in one piece
    /// @param answer called once, before this returns or later
    void map(Region region, Area area, PermissionSet rights, Answer answer);

    /// Asks for what was mapped there to be unmapped; nothing that was mapped there is no error.
    void unmap(Area area);

    /// Calls back when all that was asked for so far is answered, before this returns or later.
    void settled(Runnable then);

    /// How a wish went.
    @FunctionalInterface
    interface Answer {
        /// It is done, or not.
        ///
        /// @param done false if the front-end refused, or there is none to ask
        void given(boolean done);
    }
}

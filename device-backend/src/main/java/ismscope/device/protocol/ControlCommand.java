package ismscope.device.protocol;

/// A command as the driver meant it: the device-readable part of a control chain.
///
/// Shape: `u8 class, u8 cmd`, then the members in order, little-endian. Draft: virtio-ism draft,
/// controlq. Tokens and lengths are unsigned 64-bit in a `long`.
public sealed interface ControlCommand {
    /// {@return class in the upper, number in the lower byte: 3.1 is 0x0301}
    int code();

    /// 0.0 `le64 size`: bytes wanted.
    record AllocRegion(long size) implements ControlCommand {
        @Override
        public int code() {
            return 0x0000;
        }
    }

    /// 1.0 `le64 token, le32 rw_perm`, optionally four bytes of padding.
    record AttachRegion(long token, int rwPermissions) implements ControlCommand {
        @Override
        public int code() {
            return 0x0100;
        }
    }

    /// 2.0 `le64 token`.
    record DetachRegion(long token) implements ControlCommand {
        @Override
        public int code() {
            return 0x0200;
        }
    }

    /// 3.0 `le64 token, le64 permissions`.
    record GrantDefault(long token, PermissionSet permissions) implements ControlCommand {
        @Override
        public int code() {
            return 0x0300;
        }
    }

    /// 3.1 `le64 token, le64 permissions, le64 peer_devid`.
    record GrantDevice(long token, PermissionSet permissions, long peerDevid)
            implements ControlCommand {
        @Override
        public int code() {
            return 0x0301;
        }
    }

    /// 4.0 `le64 token, le64 vector`.
    record SetEventVector(long token, long vector) implements ControlCommand {
        @Override
        public int code() {
            return 0x0400;
        }
    }
}

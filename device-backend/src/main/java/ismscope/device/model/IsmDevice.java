package ismscope.device.model;

/// One guest's virtio-ism device.
public final class IsmDevice {
    IsmDevice() {}
}

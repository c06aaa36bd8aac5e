package ismscope.device.vhost;

import ismscope.device.protocol.FeatureBit;

/// The features that one front-end and this back-end have agreed on: of the device, and of the
/// protocol between them.
///
/// Thread: the host's owner thread.
final class Agreement {
    private final long hostFeatures;
    private long features;
    private long protocol;

    /// @param hostFeatures of a device on the host ([FeatureBit])
    Agreement(long hostFeatures) {
        this.hostFeatures = hostFeatures;
    }

    /// {@return features of the device that the guest's driver has accepted}
    long features() {
        return features;
    }

    void setFeatures(long wanted) throws FrontEndFault {
        if ((wanted & ~offered()) != 0) {
            throw new FrontEndFault(
                    "features that were not offered: " + FeatureBit.describe(wanted & ~offered()));
        }
        features = wanted;
    }

    void setProtocol(long value) throws FrontEndFault {
        if ((value & ~ProtocolFeature.OFFERED) != 0) {
            throw new FrontEndFault(
                    "protocol features that were not offered: 0x%x"
                            .formatted(value & ~ProtocolFeature.OFFERED));
        }
        protocol = value;
    }

    /// {@return whether a feature of the protocol is in force}
    ///
    /// @param feature a mask of [ProtocolFeature]
    boolean has(long feature) {
        return (protocol & feature) != 0;
    }

    /// {@return whether the front-end is a process peer}
    boolean isPeer() {
        return has(ProtocolFeature.PEER);
    }

    /// {@return features that this front-end can carry to its guest}
    long offered() {
        return hostFeatures & ~withheld();
    }

    /// {@return features that never come through to a back-end, but from a peer: a ring's reset and
    /// vectors of regions}
    long withheld() {
        long none = FeatureBit.mask(FeatureBit.EVENT_IRQ, FeatureBit.RING_RESET);
        return isPeer() ? 0 : none;
    }
}

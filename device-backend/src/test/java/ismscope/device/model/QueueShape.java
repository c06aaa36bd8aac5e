package ismscope.device.model;

import ismscope.device.protocol.FeatureBit;

/// The features that decide how a test guest's queues work.
public enum QueueShape {
    SPLIT(),
    SPLIT_EVENT_IDX(FeatureBit.EVENT_IDX),
    SPLIT_INDIRECT(FeatureBit.EVENT_IDX, FeatureBit.INDIRECT_DESC),
    SPLIT_IN_ORDER(FeatureBit.IN_ORDER),
    PACKED(FeatureBit.RING_PACKED),
    PACKED_EVENT_IDX(FeatureBit.RING_PACKED, FeatureBit.EVENT_IDX),
    PACKED_INDIRECT(FeatureBit.RING_PACKED, FeatureBit.EVENT_IDX, FeatureBit.INDIRECT_DESC);

    private final long features;

    QueueShape(FeatureBit... bits) {
        features = FeatureBit.mask(bits);
    }

    /// {@return feature bits}
    public long features() {
        return features;
    }
}

package ismscope.device.tap;

/// What an observer of the host sees.
///
/// Thread: called by the host's owner thread only, in the order in which things happened. An
/// implementation copies what it needs at once, never blocks and never throws; the host does not
/// wait for it.
public interface DeviceTap {
    /// The ordinal of the host itself, for records that concern no device.
    int HOST = 0;

    /// Sees nothing; the device then builds no records at all.
    DeviceTap NONE =
            new DeviceTap() {
                @Override
                public boolean isOn() {
                    return false;
                }

                @Override
                public void record(int device, long flow, long token, TapRecord record) {}
            };

    /// {@return whether records are wanted; the device asks before it builds one. Thread: any}
    default boolean isOn() {
        return true;
    }

    /// Hands over one record.
    ///
    /// @param device ordinal of the device on its host: 1, 2, 3 ... in order of appearance, never
    ///   reused; [#HOST] for the host itself
    /// @param flow number shared by records that belong together, 0 for none
    /// @param token the region the record is about, 0 for none
    /// @param record what happened
    void record(int device, long flow, long token, TapRecord record);
}

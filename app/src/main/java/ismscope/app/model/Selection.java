package ismscope.app.model;

/// What is selected, for all panes at once: clicking in any pane sets its part, every pane follows.
///
/// @param event number of the selected event, -1 for none: the panes then show the current event
/// @param device ordinal of the selected device, -1 for none
/// @param token the selected region, 0 for none
/// @param byteOffset first selected byte; of the region if one is selected and `inRegion`, else of
///   the event's bytes; -1 for none
/// @param byteLength selected bytes, 0 for none
/// @param inRegion whether the bytes are the region's rather than the event's
public record Selection(
        long event, int device, long token, long byteOffset, long byteLength, boolean inRegion) {
    /// Nothing at all.
    public static final Selection NONE = new Selection(-1, -1, 0, -1, 0, false);

    /// {@return this with another event, and no bytes of the old one}
    public Selection withEvent(long number) {
        return number == event ? this : new Selection(number, device, token, -1, 0, false);
    }

    /// {@return this with another device}
    public Selection withDevice(int ordinal) {
        return new Selection(event, ordinal, token, byteOffset, byteLength, inRegion);
    }

    /// {@return this with another region, and no bytes of the old one}
    public Selection withToken(long region) {
        return region == token ? this : new Selection(event, device, region, -1, 0, false);
    }

    /// {@return this with these bytes of the event}
    public Selection withEventBytes(long offset, long length) {
        return new Selection(event, device, token, offset, length, false);
    }

    /// {@return this with these bytes of the region}
    public Selection withRegionBytes(long offset, long length) {
        return new Selection(event, device, token, offset, length, true);
    }

    /// {@return whether bytes are selected}
    public boolean hasBytes() {
        return byteOffset >= 0 && byteLength > 0;
    }
}

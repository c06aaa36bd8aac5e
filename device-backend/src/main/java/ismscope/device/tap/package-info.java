/// What an observer may see of the device: one interface, empty by default, and one family of
/// records.
///
/// Entry type: [ismscope.device.tap.DeviceTap]. The same records are decoded from captures, so a
/// live session and a recording are made of the same values. Layouts: docs/capture-format.md.
package ismscope.device.tap;

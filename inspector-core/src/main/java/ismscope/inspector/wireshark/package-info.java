/// What makes Wireshark read our captures with our words: a dissector in Lua, colours, a profile
/// and an extcap.
///
/// Entry type: [ismscope.inspector.wireshark.WiresharkPackage].
///
/// 1. Names, types, places and code words in the dissector are those of
///    [ismscope.inspector.event.Dissector]: they are found by dissecting made-up records, not kept
///    in a table of their own, so that they cannot drift apart.
/// 2. What follows a record's fixed part, and what needs other records, is written by hand in
///    `ismscope.lua`; a test compares every field of every sample trace with tshark's.
package ismscope.inspector.wireshark;

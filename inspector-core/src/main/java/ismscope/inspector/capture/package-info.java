/// The capture file and stream, byte by byte: pcapng blocks and virtio-ism records.
///
/// Entry types: [ismscope.inspector.capture.RecordCodec] for records,
/// [ismscope.inspector.capture.PcapngWriter] and [ismscope.inspector.capture.PcapngReader] for
/// blocks.
///
/// 1. Reading is total: any bytes give blocks, then an end, a cut or one typed fault with its
///    offset.
/// 2. Memory is bounded whatever a file claims.
/// 3. Offsets are 64-bit.
///
/// Layouts: docs/capture-format.md and draft-ietf-opsawg-pcapng.
package ismscope.inspector.capture;

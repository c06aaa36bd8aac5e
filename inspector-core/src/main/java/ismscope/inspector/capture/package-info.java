/// The capture file and stream, byte by byte: pcapng blocks and virtio-ism records.
package ismscope.inspector.capture;

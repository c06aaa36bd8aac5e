package ismscope.inspector.capture;

/// What stands before the body of every record, without its magic and kind.
///
/// @param version of the record's layout, 0 to 255; this program writes and knows 1
/// @param flags 1 SNAPSHOT, 2 CUT, 4 VIOLATION, 8 INJECTED; 16 bits
/// @param sequence 1, 2, 3 ... over the whole backend, lost records included
/// @param flow shared by records that belong together, 0 for none
/// @param token the region the record is about, 0 for none
public record RecordHeader(int version, int flags, long sequence, long flow, long token) {
    /// What stands where no header could be read.
    static final RecordHeader NONE = new RecordHeader(0, 0, 0, 0, 0);

    /// A header of this program's version.
    public RecordHeader(int flags, long sequence, long flow, long token) {
        this(RecordLayout.VERSION, flags, sequence, flow, token);
    }
}

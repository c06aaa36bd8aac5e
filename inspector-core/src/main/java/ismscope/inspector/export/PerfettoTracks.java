package ismscope.inspector.export;

import ismscope.inspector.event.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/// Tracks and events of a Perfetto trace, as packets. Field numbers: perfetto's
/// `trace_packet.proto`, `track_descriptor.proto`, `track_event.proto`, `counter_descriptor.proto`,
/// `debug_annotation.proto`, as published after v54.
final class PerfettoTracks {
    static final int SLICE_BEGIN = 1;
    static final int SLICE_END = 2;
    static final int INSTANT = 3;
    private static final int COUNTER = 4;

    private static final int UNIT_COUNT = 2;
    private static final int UNIT_BYTES = 3;
    private static final int SEQUENCE = 1;
    private static final int STATE_CLEARED = 1;

    private final OutputStream out;
    private final Map<String, Long> tracks = new HashMap<>();
    private boolean begun;

    PerfettoTracks(OutputStream out) {
        this.out = out;
    }

    /// {@return the track of a device: parent of its others}
    long device(int device, String name) throws IOException {
        return track("device " + device, 0, name, null);
    }

    /// {@return a track of slices and instants below another}
    ///
    /// @param key tells it from its siblings of the same name
    long below(long parent, String name, String key) throws IOException {
        return track(parent + "/" + name + "/" + key, parent, name, null);
    }

    /// {@return a track of numbers below another}
    long counter(long parent, String name, boolean bytes) throws IOException {
        ProtoMessage counter = new ProtoMessage().number(3, bytes ? UNIT_BYTES : UNIT_COUNT);
        return track(parent + "/counter " + name, parent, name, counter);
    }

    private long track(
            String key,
            long parent,
            String name,
            @org.jspecify.annotations.Nullable ProtoMessage counter)
            throws IOException {
        Long known = tracks.get(key);
        if (known != null) {
            return known;
        }
        long uuid = tracks.size() + 1L;
        tracks.put(key, uuid);
        ProtoMessage descriptor = new ProtoMessage().number(1, uuid).text(2, name);
        if (parent != 0) {
            descriptor.number(5, parent);
        }
        if (counter != null) {
            descriptor.message(8, counter);
        }
        packet(new ProtoMessage().message(60, descriptor));
        return uuid;
    }

    /// Writes a slice's begin or end, or an instant.
    ///
    /// @param name empty for an end
    void event(Event event, int type, long track, String name, String info) throws IOException {
        ProtoMessage body = new ProtoMessage().number(9, type).number(11, track);
        if (!name.isEmpty()) {
            body.text(22, event.kind().name()).text(23, name);
            if (event.flow() != 0) {
                body.fixed(47, event.flow());
            }
        }
        if (!info.isEmpty()) {
            body.message(4, new ProtoMessage().text(10, "info").text(6, info));
        }
        // Begin and end share one set of arguments, in which the last of a name wins.
        String number = type == SLICE_END ? "reply" : "event";
        body.message(4, new ProtoMessage().text(10, number).number(3, event.number() + 1));
        packet(new ProtoMessage().number(8, event.timeNanos()).message(11, body));
    }

    /// Writes a new value of a counter.
    void count(Event event, long track, long value) throws IOException {
        ProtoMessage body =
                new ProtoMessage().number(9, COUNTER).number(11, track).number(30, value);
        packet(new ProtoMessage().number(8, event.timeNanos()).message(11, body));
    }

    private void packet(ProtoMessage packet) throws IOException {
        packet.number(10, SEQUENCE);
        if (!begun) {
            begun = true;
            packet.number(13, STATE_CLEARED);
        }
        out.write(new ProtoMessage().message(1, packet).toBytes());
    }
}

package ismscope.device.vfio;

import ismscope.device.notify.InterruptSink;
import ismscope.device.os.EventCounter;
import ismscope.device.os.PassedFile;
import ismscope.device.vfio.VfioRequest.SetIrqs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The function's MSI-X vectors: event counters that the VMM gave.
///
/// A vector without a counter reaches nobody. A masked one waits, once, until it is unmasked. Spec:
/// vfio-user protocol, "DEVICE_SET_IRQS". Thread: the host's owner thread.
final class IrqVectors implements InterruptSink, AutoCloseable {
    private final @Nullable EventCounter[] counters;
    private final boolean[] masked;
    private final boolean[] pending;

    IrqVectors(int vectors) {
        counters = new EventCounter[vectors];
        masked = new boolean[vectors];
        pending = new boolean[vectors];
    }

    int count() {
        return counters.length;
    }

    @Override
    public boolean raise(int vector) {
        EventCounter counter = counters[vector];
        if (counter == null) {
            return false;
        }
        if (masked[vector]) {
            pending[vector] = true;
            return false;
        }
        try {
            counter.signal();
            return true;
        } catch (IOException _) {
            // What the VMM gave cannot be signalled: nobody is reached.
            return false;
        }
    }

    /// Does what a VMM asks for.
    ///
    /// @param files that came with the request; those that become vectors are taken
    void set(SetIrqs request, List<PassedFile> files) throws VfioRefusal {
        int count = request.count();
        int start = request.start();
        if (start < 0 || count < 0 || start > counters.length - count) {
            throw VfioRefusal.invalid(
                    "start=%s count=%s vectors=%d"
                            .formatted(
                                    Integer.toUnsignedString(start),
                                    Integer.toUnsignedString(count),
                                    counters.length));
        }
        boolean counted = (request.flags() & SetIrqs.DATA_EVENTFD) != 0;
        boolean trigger = (request.flags() & SetIrqs.TRIGGER) != 0;
        if (counted && !trigger) {
            throw VfioRefusal.invalid("descriptors cannot mask: flags=" + request.flags());
        }
        if (!counted && !files.isEmpty()) {
            throw VfioRefusal.invalid("descriptors that nothing asks for: " + files.size());
        }
        if (counted) {
            bind(start, count, files);
        } else if (trigger && count == 0) {
            close();
        } else {
            for (int i = 0; i < count; i++) {
                if (request.fire().isEmpty() || request.fire().get(i)) {
                    change(start + i, request.flags());
                }
            }
        }
    }

    private void bind(int start, int count, List<PassedFile> files) throws VfioRefusal {
        if (count == 0 || (!files.isEmpty() && files.size() != count)) {
            throw VfioRefusal.invalid("count=%d descriptors=%d".formatted(count, files.size()));
        }
        List<EventCounter> fresh = new ArrayList<>();
        try {
            for (PassedFile file : files) {
                fresh.add(file.toCounter());
            }
        } catch (IOException e) {
            fresh.forEach(IrqVectors::close);
            throw VfioRefusal.invalid(String.valueOf(e.getMessage()));
        }
        for (int i = 0; i < count; i++) {
            close(counters[start + i]);
            counters[start + i] = fresh.isEmpty() ? null : fresh.get(i);
            masked[start + i] = false;
            pending[start + i] = false;
        }
    }

    private void change(int vector, int flags) {
        if ((flags & SetIrqs.TRIGGER) != 0) {
            raise(vector);
            return;
        }
        masked[vector] = (flags & SetIrqs.MASK) != 0;
        if (!masked[vector] && pending[vector]) {
            pending[vector] = false;
            raise(vector);
        }
    }

    /// Takes all counters away.
    @Override
    public void close() {
        for (int i = 0; i < counters.length; i++) {
            close(counters[i]);
            counters[i] = null;
            masked[i] = false;
            pending[i] = false;
        }
    }

    private static void close(@Nullable EventCounter counter) {
        try {
            if (counter != null) {
                counter.close();
            }
        } catch (IOException e) {
            // close(2) of an event counter has nothing to write back that could fail.
            throw new UncheckedIOException(e);
        }
    }
}

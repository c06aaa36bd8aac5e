package ismscope.inspector.files;

import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.PcapngWriter;
import ismscope.inspector.export.WholeFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// Several captures made one, by time: each is taken for that of another host.
///
/// What is kept and what is not:
/// 1. Events of one capture keep their order; those of several are ordered by time.
/// 2. The host of each is the host of all; every other device is a device of its own, under a new
///    number and its old name.
/// 3. Flows stay apart: flow `f` of capture `i` of `n` becomes `f * n + i`. Sequence numbers are
///    given anew so that what was a hole stays one, and nothing else is. Nothing else of a record
///    changes.
public final class CaptureMerger {
    private static final int TELL_EVERY = 1 << 12;

    /// How it ended.
    ///
    /// @param events written
    /// @param whole whether all are; if not, there is no file
    public record Result(long events, boolean whole) {}

    private final List<Path> inputs;
    private final List<String> notices = new ArrayList<>();

    /// @param inputs one and more
    public CaptureMerger(List<Path> inputs) {
        this.inputs = List.copyOf(inputs);
    }

    /// Writes the merged capture, packed where its name ends in `.gz` or `.zst`.
    ///
    /// @param progress told now and then how many events are written; says whether to go on
    /// @throws CaptureException if an input cannot be read or is no capture
    /// @throws IOException if the output cannot be written
    public Result write(Path target, LongPredicate progress)
            throws CaptureException, IOException, InterruptedException {
        List<MergeInput> open = new ArrayList<>();
        try {
            for (int i = 0; i < inputs.size(); i++) {
                open.add(new MergeInput(inputs.get(i), i, inputs.size()));
            }
            SequencedMap<String, String> facts = facts(open);
            Result[] result = {new Result(0, false)};
            WholeFile.write(
                    target,
                    out -> {
                        try (PcapngWriter writer =
                                new PcapngWriter(
                                        Channels.newChannel(out), CaptureOrigin.here(facts))) {
                            result[0] = merge(open, writer, progress);
                        }
                        return result[0].whole();
                    });
            return result[0];
        } finally {
            open.forEach(MergeInput::close);
        }
    }

    /// {@return what is wrong with inputs that were read up to some point}
    public List<String> notices() {
        return List.copyOf(notices);
    }

    private static SequencedMap<String, String> facts(List<MergeInput> open) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("merged", Integer.toString(open.size()));
        for (MergeInput input : open) {
            facts.putAll(input.facts());
        }
        return facts;
    }

    private Result merge(List<MergeInput> open, PcapngWriter writer, LongPredicate progress)
            throws IOException {
        PriorityQueue<MergeInput> waiting = new PriorityQueue<>(MergeInput.BY_TIME);
        MergedNumbers numbers = new MergedNumbers(writer);
        for (MergeInput input : open) {
            if (input.advance(numbers)) {
                waiting.add(input);
            }
        }
        long written = 0;
        long lastTime = 0;
        for (MergeInput next = waiting.poll(); next != null; next = next(waiting, next, numbers)) {
            lastTime = next.time();
            next.writeTo(writer, numbers);
            if (++written % TELL_EVERY == 0 && !progress.test(written)) {
                return new Result(written, false);
            }
        }
        for (MergeInput input : open) {
            if (!input.trouble().isEmpty()) {
                notices.add(input.trouble());
            }
        }
        writer.lastStatistics(lastTime);
        writer.flush();
        return new Result(written, true);
    }

    private static @Nullable MergeInput next(
            PriorityQueue<MergeInput> waiting, MergeInput last, MergedNumbers numbers)
            throws IOException {
        if (last.advance(numbers)) {
            waiting.add(last);
        }
        return waiting.poll();
    }
}

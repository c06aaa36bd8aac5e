package ismscope.app.smc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Two children of this process and the links between them. Thread: one at a time.
public final class SmcBench implements AutoCloseable {
    private final Child first;
    private final Child second;

    /// A process that is one end.
    private record Child(Process process, BufferedReader answers, Writer orders) {
        static Child start(List<String> command) throws IOException {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return new Child(
                    process,
                    process.inputReader(StandardCharsets.UTF_8),
                    process.outputWriter(StandardCharsets.UTF_8));
        }

        void order(String line) throws IOException {
            orders.write(line + "\n");
            orders.flush();
        }

        String answer() throws IOException {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("a process of the measurement has ended");
            }
            return line;
        }

        String ask(String line) throws IOException {
            order(line);
            return answer();
        }
    }

    /// Starts the two children.
    ///
    /// @param command that starts an end ([SmcChild]) on its standard input and output
    /// @throws IOException if it cannot be started
    public SmcBench(List<String> command) throws IOException {
        first = Child.start(command);
        second = Child.start(command);
    }

    /// Measures sockets.
    ///
    /// @param unix path of a UNIX socket, null for TCP on loopback
    public Measured socket(Pattern pattern, Duration time, @Nullable Path unix) throws IOException {
        String target;
        if (unix == null) {
            target = "tcp " + second.ask("listen tcp");
        } else {
            second.ask("listen unix " + unix);
            target = "unix " + unix;
        }
        first.ask("dial " + target);
        second.ask("accept");
        return play(unix == null ? "tcp" : "unix", pattern, time);
    }

    /// Measures regions.
    ///
    /// @param host socket of the host
    /// @param tap whether the host records, for the name of the case
    public Measured regions(
            Pattern pattern, Duration time, Path host, Receiver receiver, boolean tap)
            throws IOException {
        String ofFirst = first.ask("alloc " + host);
        String ofSecond = second.ask("alloc " + host);
        String how = receiver.name().toLowerCase(Locale.ROOT);
        first.ask("attach %s %s".formatted(ofSecond, how));
        second.ask("attach %s %s".formatted(ofFirst, how));
        return play("ism %s%s".formatted(how, tap ? " tap" : ""), pattern, time);
    }

    private Measured play(String link, Pattern pattern, Duration time) throws IOException {
        run(pattern, time);
        Measured measured = run(link, pattern, time);
        first.ask("close");
        second.ask("close");
        return measured;
    }

    private void run(Pattern pattern, Duration time) throws IOException {
        run("warm-up", pattern, time);
    }

    private Measured run(String link, Pattern pattern, Duration time) throws IOException {
        long cpu = SmcChild.cpuNanos();
        second.order("second " + pattern.name());
        String[] told =
                first.ask("first %s %d".formatted(pattern.name(), time.toNanos())).split(" ", -1);
        long cpuOfSecond = Long.parseLong(second.answer());
        long all = SmcChild.cpuNanos() - cpu + Long.parseLong(told[2]) + cpuOfSecond;
        return new Measured(link, pattern, Long.parseLong(told[0]), Long.parseLong(told[1]), all);
    }

    /// Ends the children.
    @Override
    public void close() throws IOException {
        first.orders.close();
        second.orders.close();
    }
}

package ismscope.inspector.control;

import ismscope.device.os.MemoryFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One command of the protocol.
///
/// @param arguments names of what it takes
record ControlCommand(String name, List<String> arguments, Action action) {
    /// What a command does.
    @FunctionalInterface
    interface Action {
        Reply run(Arguments arguments) throws ControlFault;
    }

    /// What is answered.
    ///
    /// @param value of maps, lists, texts and numbers
    /// @param passed rides on the reply and is closed when it is sent; null if nothing does
    record Reply(Object value, @Nullable MemoryFile passed) {
        static Reply of(Object value) {
            return new Reply(value, null);
        }
    }

    /// {@return a command that answers with a value}
    static ControlCommand answering(String name, Question question, String... arguments) {
        return new ControlCommand(
                name, List.of(arguments), given -> Reply.of(question.answer(given)));
    }

    /// What a command that passes no file answers.
    @FunctionalInterface
    interface Question {
        Object answer(Arguments arguments) throws ControlFault;
    }
}

package ismscope.inspector.index;

import ismscope.inspector.event.Event;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who is shown what an [IndexWriter] has read. Thread: the writer's.
interface Audience {
    /// Takes the next event.
    void append(Event event);

    /// Takes a snapshot up to the last event, to be told when all of its events were looked at.
    void publish(IndexWriter.Published snapshot);

    /// Takes the last snapshot, if there is one left to tell, and returns once all is done.
    void end(IndexWriter.@Nullable Published snapshot);

    /// {@return one that does all at once}
    static Audience direct(IndexListener listener, Consumer<IndexWriter.Published> tell) {
        return new Audience() {
            @Override
            public void append(Event event) {
                listener.append(event);
            }

            @Override
            public void publish(IndexWriter.Published snapshot) {
                tell.accept(snapshot);
            }

            @Override
            public void end(IndexWriter.@Nullable Published snapshot) {
                if (snapshot != null) {
                    tell.accept(snapshot);
                }
            }
        };
    }
}

package ismscope.inspector.index;

import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import java.io.IOException;
import org.agrona.collections.Long2LongHashMap;

/// Tokens of events. A capture has few of them, each in many events: an event keeps the place of
/// its token in a table. Thread: as of a [LongColumn].
final class TokenColumn {
    private static final long ABSENT = -1;

    private final LongColumn places;
    private final LongColumn table;
    private final Long2LongHashMap known = new Long2LongHashMap(ABSENT);

    TokenColumn(ColumnMemory memory) {
        places = new LongColumn(memory);
        table = LongColumn.wide(memory);
    }

    private TokenColumn(LongColumn places, LongColumn table) {
        this.places = places;
        this.table = table;
        for (long place = 0; place < table.length(); place++) {
            known.put(table.get(place), place);
        }
    }

    /// {@return the column as it was saved}
    static TokenColumn load(SavedInput in, ColumnMemory memory) {
        return new TokenColumn(LongColumn.load(in, memory), LongColumn.load(in, memory));
    }

    void save(SavedOutput out) throws IOException {
        places.save(out);
        table.save(out);
    }

    void add(long token) {
        long place = known.get(token);
        if (place == ABSENT) {
            place = table.length();
            table.add(token);
            known.put(token, place);
        }
        places.add(place);
    }

    void read(long from, int count, long[] target) {
        places.read(from, count, target);
        for (int i = 0; i < count; i++) {
            target[i] = table.get(target[i]);
        }
    }

    long get(long event) {
        return table.get(places.get(event));
    }
}

package ismscope.inspector.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentMapTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32, 33, 1023, 1024, 1025, 5000})
    void holdsWhatWasPutInOrderOfFirstAppearance(int size) {
        PersistentMap<Long, String> map = PersistentMap.empty();
        Map<Long, String> model = new LinkedHashMap<>();
        Random random = new Random(size);
        for (int i = 0; i < size; i++) {
            long key = random.nextLong();
            map = map.with(key, "v" + i);
            model.put(key, "v" + i);
            if (i % 3 == 0) {
                long known = new ArrayList<>(model.keySet()).get(random.nextInt(model.size()));
                map = map.with(known, "again" + i);
                model.put(known, "again" + i);
            }
        }

        assertThat(map).isEqualTo(model);
        assertThat(new ArrayList<>(map.keySet())).isEqualTo(new ArrayList<>(model.keySet()));
        assertThat(map.get(4711L)).isNull();
        model.forEach((key, value) -> assertThat(value).isNotNull());
        for (Map.Entry<Long, String> entry : model.entrySet()) {
            assertThat(map.get(entry.getKey())).isEqualTo(entry.getValue());
        }
    }

    @Test
    void leavesTheMapItWasMadeFromAsItWas() {
        List<PersistentMap<Integer, Integer>> versions = new ArrayList<>();
        PersistentMap<Integer, Integer> map = PersistentMap.empty();
        for (int i = 0; i < 2000; i++) {
            versions.add(map);
            map = map.with(i % 700, i);
        }

        for (int version = 0; version < versions.size(); version += 97) {
            Map<Integer, Integer> expected = new LinkedHashMap<>();
            for (int i = 0; i < version; i++) {
                expected.put(i % 700, i);
            }
            assertThat(versions.get(version)).isEqualTo(expected);
        }
    }

    @Test
    void doesNotTakeANumberOfAnotherTypeForAKey() {
        Map<?, ?> map = PersistentMap.<Integer, String>empty().with(3, "x");
        Object text = "3";

        assertThat(map.containsKey((Object) 3)).isTrue();
        assertThat(map.containsKey((Object) 3L)).isFalse();
        assertThat(map.containsKey(text)).isFalse();
    }

    @Test
    void findsKeysThatDifferInOneBitOnly() {
        PersistentMap<Long, Integer> map = PersistentMap.empty();
        for (int bit = 0; bit < 64; bit++) {
            map = map.with(1L << bit, bit);
        }

        assertThat(map.get(0L)).isNull();
        for (int bit = 0; bit < 64; bit++) {
            assertThat(map.get(1L << bit)).isEqualTo(bit);
        }
    }
}

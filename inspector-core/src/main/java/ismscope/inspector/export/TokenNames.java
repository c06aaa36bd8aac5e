package ismscope.inspector.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Which token stands for which in a redacted export.
///
/// The n-th token of a session becomes `n << 32`: told from others at its first digits, and seen at
/// once to be none of the device's. A number that is itself a token of the session is left out.
final class TokenNames {
    private final SequencedMap<Long, Long> names = new LinkedHashMap<>();
    private final Map<Long, Long> originals = new LinkedHashMap<>();

    /// @param tokens of the session in order of appearance
    TokenNames(SequencedMap<Long, Boolean> tokens) {
        long n = 0;
        for (Long token : tokens.sequencedKeySet()) {
            do {
                n++;
            } while (tokens.containsKey(n << Integer.SIZE));
            names.put(token, n << Integer.SIZE);
            originals.put(n << Integer.SIZE, token);
        }
    }

    /// {@return what stands for a token; a number that is none stays as it is}
    long nameOf(long token) {
        return names.getOrDefault(token, token);
    }

    /// {@return the token that a name stands for; a number that is none stays as it is}
    long originalOf(long name) {
        return originals.getOrDefault(name, name);
    }

    /// {@return the tokens in order of appearance}
    Iterable<Long> tokens() {
        return names.sequencedKeySet();
    }
}

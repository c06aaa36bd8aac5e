package ismscope.inspector.export;

import ismscope.inspector.event.Event;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// Looks for tokens in bytes in every form that one can have.
final class RedactionCheck {
    private RedactionCheck() {}

    static Set<Long> tokensOf(SessionSnapshot session) {
        Set<Long> tokens = new HashSet<>();
        for (long n = 0; n < session.eventCount(); n++) {
            Event event = session.event(n);
            if (event.token() != 0) {
                tokens.add(event.token());
            }
        }
        return tokens;
    }

    /// {@return whether the bytes hold a token raw, as raw bytes in hex, in hex digits or the first
    /// eight of them, or in decimal}
    static boolean holds(byte[] bytes, long token) {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        String text = raw.toLowerCase(Locale.ROOT);
        byte[] word = new byte[8];
        for (int i = 0; i < 8; i++) {
            word[i] = (byte) (token >>> (8 * i));
        }
        String digits = "%016x".formatted(token);
        return raw.contains(new String(word, StandardCharsets.ISO_8859_1))
                || text.contains(HexFormat.of().formatHex(word))
                || text.contains(digits.substring(0, 8))
                || raw.contains(Long.toUnsignedString(token));
    }
}

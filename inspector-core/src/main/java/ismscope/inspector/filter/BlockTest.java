package ismscope.inspector.filter;

/// A part of a filter made ready to run: keeps of the candidates in a block those that pass. Has
/// scratch memory, so it belongs to one thread.
@FunctionalInterface
interface BlockTest {
    /// Selects.
    ///
    /// @param candidates bits of the places to look at; stays as it is
    /// @param result becomes the bits of those that pass; another array
    void select(Block block, long[] candidates, long[] result);

    /// {@return what passes both}
    default BlockTest and(BlockTest second) {
        long[] first = Bits.none();
        return (block, candidates, result) -> {
            select(block, candidates, first);
            if (Bits.isEmpty(first)) {
                Bits.copy(first, result);
            } else {
                second.select(block, first, result);
            }
        };
    }

    /// {@return what passes one or both}
    default BlockTest or(BlockTest second) {
        long[] first = Bits.none();
        long[] rest = Bits.none();
        return (block, candidates, result) -> {
            select(block, candidates, first);
            for (int word = 0; word < Bits.WORDS; word++) {
                rest[word] = candidates[word] & ~first[word];
            }
            second.select(block, rest, result);
            for (int word = 0; word < Bits.WORDS; word++) {
                result[word] |= first[word];
            }
        };
    }

    /// {@return what passes exactly one}
    default BlockTest xor(BlockTest second) {
        long[] first = Bits.none();
        return (block, candidates, result) -> {
            select(block, candidates, first);
            second.select(block, candidates, result);
            for (int word = 0; word < Bits.WORDS; word++) {
                result[word] ^= first[word];
            }
        };
    }

    /// {@return what does not pass}
    default BlockTest not() {
        return (block, candidates, result) -> {
            select(block, candidates, result);
            for (int word = 0; word < Bits.WORDS; word++) {
                result[word] = candidates[word] & ~result[word];
            }
        };
    }
}

// Verbs of what is in a region.
#include <stdio.h>
#include <string.h>

#include "say.h"
#include "verbs.h"

enum { TEXT_BYTES = 256, WORD_BYTES = 8 };

// Offset and length within the region, and whole words where asked; otherwise the answer is given.
static bool inside(const struct ism_region *region, uint64_t offset, uint64_t length, unsigned unit) {
    if (length == 0 || offset % unit != 0 || length % unit != 0 || offset > region->size || length > region->size - offset) {
        fail("%llu bytes at %llu are not in multiples of %u within the region", (unsigned long long)length,
             (unsigned long long)offset, unit);
        return false;
    }
    return true;
}

static void write_text(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    uint64_t offset = line_number(line, 2, 0);
    const char *text = line->words[3];
    if (region == NULL || !inside(region, offset, strlen(text) + 1, 1)) {
        return;
    }
    for (size_t i = 0; i <= strlen(text); i++) {
        ism_store(&session->ism, region, offset + i, 1, (uint8_t)text[i]);
    }
    ok("written=%zu", strlen(text));
}

static void read_text(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    uint64_t offset = line_number(line, 2, 0);
    char text[TEXT_BYTES] = "";
    if (region == NULL || !inside(region, offset, 1, 1)) {
        return;
    }
    for (unsigned i = 0; i + 1 < sizeof text && offset + i < region->size; i++) {
        text[i] = (char)ism_load(&session->ism, region, offset + i, 1);
        if (text[i] == '\0') {
            break;
        }
    }
    ok("text=%s", text);
}

// One access of 1, 2, 4 or 8 bytes; otherwise the answer is given.
static bool one_access(const struct ism_region *region, uint64_t offset, unsigned width) {
    if (width != 1 && width != 2 && width != 4 && width != 8) {
        fail("a width is 1, 2, 4 or 8");
        return false;
    }
    return inside(region, offset, width, width);
}

static void poke(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    uint64_t offset = line_number(line, 2, 0);
    unsigned width = (unsigned)line_number(line, 3, 1);
    if (region != NULL && one_access(region, offset, width)) {
        ism_store(&session->ism, region, offset, width, line_number(line, 4, 0));
        ok("stored=%u", width);
    }
}

static void peek(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    uint64_t offset = line_number(line, 2, 0);
    unsigned width = (unsigned)line_number(line, 3, 1);
    if (region != NULL && one_access(region, offset, width)) {
        ok("value=%#llx", (unsigned long long)ism_load(&session->ism, region, offset, width));
    }
}

// A word that tells its seed and its place: splitmix64's finishing steps over both.
static uint64_t pattern(uint64_t seed, uint64_t offset) {
    uint64_t word = seed * UINT64_C(0x9e3779b97f4a7c15) + offset;
    word = (word ^ (word >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    word = (word ^ (word >> 27)) * UINT64_C(0x94d049bb133111eb);
    return word ^ (word >> 31);
}

static void fill(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    uint64_t seed = line_number(line, 2, 1), offset = line_number(line, 3, 0);
    if (region == NULL) {
        return;
    }
    uint64_t length = line_number(line, 4, region->size - offset);
    if (!inside(region, offset, length, WORD_BYTES)) {
        return;
    }
    for (uint64_t at = offset; at < offset + length; at += WORD_BYTES) {
        ism_store(&session->ism, region, at, WORD_BYTES, pattern(seed, at));
    }
    // Stores may be posted: a load comes back only when they have arrived.
    ism_load(&session->ism, region, offset + length - WORD_BYTES, WORD_BYTES);
    ok("filled=%llu", (unsigned long long)length);
}

static void check(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    uint64_t seed = line_number(line, 2, 1), offset = line_number(line, 3, 0);
    if (region == NULL) {
        return;
    }
    uint64_t length = line_number(line, 4, region->size - offset);
    if (!inside(region, offset, length, WORD_BYTES)) {
        return;
    }
    for (uint64_t at = offset; at < offset + length; at += WORD_BYTES) {
        // Seed 0 stands for memory nobody has written.
        uint64_t found = ism_load(&session->ism, region, at, WORD_BYTES), expected = seed == 0 ? 0 : pattern(seed, at);
        if (found != expected) {
            fail("at=%llu found=%#llx expected=%#llx", (unsigned long long)at, (unsigned long long)found, (unsigned long long)expected);
            return;
        }
    }
    ok("same=%llu", (unsigned long long)length);
}

static void accesses(struct session *session, const struct line *line) {
    (void)line;
    ok("loads=%llu stores=%llu", (unsigned long long)session->ism.loads, (unsigned long long)session->ism.stores);
}

const struct verb byte_verbs[] = {
    {"write", "TOKEN OFFSET WORD", "store a word of text and a zero", 3, true, write_text},
    {"read", "TOKEN OFFSET", "load text up to a zero", 2, true, read_text},
    {"poke", "TOKEN OFFSET WIDTH VALUE", "one store of 1, 2, 4 or 8 bytes", 4, true, poke},
    {"peek", "TOKEN OFFSET WIDTH", "one load", 3, true, peek},
    {"fill", "TOKEN SEED [OFFSET LENGTH]", "store a pattern, 8 bytes at a time, and load the last of it", 2, true, fill},
    {"check", "TOKEN SEED [OFFSET LENGTH]", "load and compare with the pattern; seed 0 is all zeros", 2, true, check},
    {"accesses", "", "loads and stores of regions since the device was opened", 0, true, accesses},
    {0},
};

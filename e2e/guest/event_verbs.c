// Verbs of doorbells and events.
#include <string.h>

#include "clock.h"
#include "interrupts.h"
#include "say.h"
#include "verbs.h"

// Where in a region the verbs keep their numbers, of 8 bytes.
enum { NUMBER = 0, PING = 64, PONG = 128, WORD_BYTES = 8 };

static const double PATIENCE_SECONDS = 20;

static void ring(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    uint64_t times = line_number(line, 2, 1);
    if (region == NULL) {
        return;
    }
    for (uint64_t i = 0; i < times; i++) {
        ism_ring(&session->ism, region, line_number(line, 4, 0), (unsigned)line_number(line, 3, 1));
    }
    ok("rung=%llu", (unsigned long long)times);
}

// Anywhere in the notify area, whether there is a region or not.
static void bell(struct session *session, const struct line *line) {
    uint64_t offset = line_number(line, 1, 0);
    if (offset >= session->ism.notify.length) {
        fail("the notify area has %llu bytes", (unsigned long long)session->ism.notify.length);
        return;
    }
    store8(session->ism.notify.base + offset, (uint8_t)line_number(line, 2, 1));
    ok("stored=1");
}

static void say_counts(const struct ism_counts *counts) {
    ok("updates=%llu attaches=%llu detaches=%llu peers=%llu", (unsigned long long)counts->updates, (unsigned long long)counts->attaches,
       (unsigned long long)counts->detaches, (unsigned long long)counts->peers);
}

static void events(struct session *session, const struct line *line) {
    ism_take_events(&session->ism);
    if (line->count == 1) {
        say_counts(&session->ism.strays);
        return;
    }
    struct ism_region *region = region_of(session, line);
    if (region != NULL) {
        say_counts(&region->counts);
    }
}

static void await(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    const char *kind = line->words[2];
    uint64_t wanted = line_number(line, 3, 1);
    struct deadline deadline = deadline_in(line_seconds(line, 4, PATIENCE_SECONDS));
    if (region == NULL) {
        return;
    }
    const uint64_t *count = strcmp(kind, "attach") == 0   ? &region->counts.attaches
                            : strcmp(kind, "detach") == 0 ? &region->counts.detaches
                                                          : &region->counts.updates;
    while (*count < wanted) {
        if (ism_take_events(&session->ism) == 0 && !keep_waiting(&deadline)) {
            fail("%s events: %llu of %llu", kind, (unsigned long long)*count, (unsigned long long)wanted);
            return;
        }
    }
    say_counts(&region->counts);
}

static void send(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    uint64_t times = line_number(line, 2, 1);
    if (region == NULL) {
        return;
    }
    for (uint64_t i = 1; i <= times; i++) {
        ism_store(&session->ism, region, NUMBER, WORD_BYTES, i);
        ism_ring(&session->ism, region, NUMBER, 1);
    }
    ok("sent=%llu", (unsigned long long)times);
}

// Loads only after an UPDATE: what is seen then proves that the event came behind the store it tells of.
static void receive(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    uint64_t last = line_number(line, 2, 1), seen = 0;
    struct deadline deadline = deadline_in(line_seconds(line, 3, PATIENCE_SECONDS));
    if (region == NULL) {
        return;
    }
    uint64_t before = region->counts.updates;
    while (seen < last) {
        uint64_t known = region->counts.updates;
        if (ism_take_events(&session->ism) > 0 && region->counts.updates > known) {
            uint64_t found = ism_load(&session->ism, region, NUMBER, WORD_BYTES);
            if (found < seen || found > last) {
                fail("found=%llu after=%llu", (unsigned long long)found, (unsigned long long)seen);
                return;
            }
            seen = found;
        } else if (!keep_waiting(&deadline)) {
            fail("seen=%llu of=%llu updates=%llu", (unsigned long long)seen, (unsigned long long)last,
                 (unsigned long long)(region->counts.updates - before));
            return;
        }
    }
    ok("seen=%llu updates=%llu", (unsigned long long)seen, (unsigned long long)(region->counts.updates - before));
}

// Whether an UPDATE has come: by its interrupt if a vector is given, or else in eventq.
static bool update_came(struct session *session, const struct ism_region *region, unsigned vector) {
    uint64_t known = region->counts.updates;
    bool event = ism_take_events(&session->ism) > 0 && region->counts.updates > known;
    return vector == VIRTIO_NO_VECTOR ? event : interrupts_came(vector);
}

// Waits for a number at an offset of a region, which is looked at after each UPDATE only. Events may be left over from before, so an
// older number means to wait on; a newer one is a failure. False: the answer is given.
static bool await_number(struct session *session, const struct ism_region *region, uint64_t offset, uint64_t number, unsigned vector,
                         struct deadline *deadline) {
    uint64_t found = 0;
    deadline->looks = 0;
    while (found != number) {
        if (update_came(session, region, vector)) {
            found = ism_load(&session->ism, region, offset, WORD_BYTES);
        } else if (!keep_waiting(deadline)) {
            fail("round=%llu found=%llu", (unsigned long long)number, (unsigned long long)found);
            return false;
        }
        if (found > number) {
            fail("round=%llu found=%llu", (unsigned long long)number, (unsigned long long)found);
            return false;
        }
    }
    return true;
}

static void ping(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    uint64_t times = line_number(line, 2, 1), start = now_ns();
    struct deadline deadline = deadline_in(line_seconds(line, 3, PATIENCE_SECONDS));
    if (region == NULL) {
        return;
    }
    uint64_t before = ism_load(&session->ism, region, PONG, WORD_BYTES);
    for (uint64_t i = before + 1; i <= before + times; i++) {
        ism_store(&session->ism, region, PING, WORD_BYTES, i);
        ism_ring(&session->ism, region, PING, 1);
        if (!await_number(session, region, PONG, i, VIRTIO_NO_VECTOR, &deadline)) {
            return;
        }
    }
    uint64_t round_us = (now_ns() - start) / 1000 / (times == 0 ? 1 : times);
    ok("rounds=%llu round_us=%llu", (unsigned long long)times, (unsigned long long)round_us);
}

static void pong(struct session *session, const struct line *line) {
    struct ism_region *region = region_of(session, line);
    unsigned vector = (unsigned)line_number(line, 4, VIRTIO_NO_VECTOR);
    uint64_t times = line_number(line, 2, 1);
    struct deadline deadline = deadline_in(line_seconds(line, 3, PATIENCE_SECONDS));
    if (region == NULL) {
        return;
    }
    if (vector != VIRTIO_NO_VECTOR && !session->interrupts) {
        fail("interrupts come to a program started with --vfio only");
        return;
    }
    // What the last ones to play left there: numbers go on from it.
    uint64_t before = ism_load(&session->ism, region, PONG, WORD_BYTES);
    for (uint64_t i = before + 1; i <= before + times; i++) {
        if (!await_number(session, region, PING, i, vector, &deadline)) {
            return;
        }
        ism_store(&session->ism, region, PONG, WORD_BYTES, i);
        ism_ring(&session->ism, region, PONG, 1);
    }
    ok("rounds=%llu", (unsigned long long)times);
}

static void rest(struct session *session, const struct line *line) {
    struct deadline deadline = deadline_in(line_seconds(line, 1, 1));
    while (keep_waiting(&deadline)) {
        if (session->open) {
            ism_take_events(&session->ism);
        }
    }
    ok("rested");
}

const struct verb event_verbs[] = {
    {"ring", "TOKEN [TIMES] [WIDTH] [OFFSET]", "ring the doorbell of the chunk at an offset of the region", 1, true, ring},
    {"bell", "OFFSET [VALUE]", "store a byte anywhere in the notify area", 1, true, bell},
    {"events", "[TOKEN]", "events counted since attaching; without a token, those of no region", 0, true, events},
    {"await", "TOKEN update|attach|detach COUNT [SECONDS]", "wait until so many events have come in all", 3, true, await},
    {"send", "TOKEN TIMES", "store 1, 2, ... and ring after each", 2, true, send},
    {"receive", "TOKEN LAST [SECONDS]", "after each UPDATE load the number, until the last has come", 2, true, receive},
    {"ping", "TOKEN TIMES [SECONDS]", "store a number, ring, wait for an UPDATE, compare the number that came back", 2, true, ping},
    {"pong", "TOKEN TIMES [SECONDS] [VECTOR]",
     "the other side of ping; with a vector, by that interrupt instead of the event", 2, true, pong},
    {"rest", "SECONDS", "do nothing but take events", 1, false, rest},
    {0},
};

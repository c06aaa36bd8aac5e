// Verbs of the device as a whole, and one for each of its commands.
#include <stdio.h>
#include <string.h>
#include <sys/reboot.h>

#include "hostile.h"
#include "interrupts.h"
#include "say.h"
#include "verbs.h"

// Not IN_ORDER: our queues expect an entry for each used chain.
#define ALL_FEATURES \
    (FEATURE(F_VERSION_1) | FEATURE(F_INDIRECT) | FEATURE(F_EVENT_IDX) | FEATURE(F_PACKED) | FEATURE(ISM_F_EVENT_VQ) | \
     FEATURE(ISM_F_EVENT_IRQ))

static const struct {
    const char *word;
    uint64_t feature;
} without[] = {
    {"split", FEATURE(F_PACKED)},
    {"direct", FEATURE(F_INDIRECT)},
    {"plain", FEATURE(F_EVENT_IDX)},
    {"no-eventq", FEATURE(ISM_F_EVENT_VQ)},
};

static uint64_t wanted_features(const struct line *line) {
    uint64_t features = ALL_FEATURES;
    for (unsigned i = 0; i < sizeof without / sizeof without[0]; i++) {
        if (line_has(line, without[i].word)) {
            features &= ~without[i].feature;
        }
    }
    return features;
}

static void open_device(struct session *session, const struct line *line) {
    static const uint16_t polled[2] = {VIRTIO_NO_VECTOR, VIRTIO_NO_VECTOR}, interrupting[2] = {1, 2};
    struct ism *ism = &session->ism;
    session->open = ism_open(ism, &session->device, wanted_features(line), session->interrupts ? interrupting : polled);
    if (!session->open) {
        fail("status=%#x features=%#llx", virtio_status(&session->device), (unsigned long long)session->device.offered);
        return;
    }
    ok("devid=%#llx gid=%#llx chunk=%llu notify=%llu memory=%llu rings=%s features=%#llx", (unsigned long long)ism->devid,
       (unsigned long long)ism->gid, (unsigned long long)ism->chunk_size, (unsigned long long)ism->notify_size,
       (unsigned long long)ism->memory.length, ism->control.layout.packed ? "packed" : "split",
       (unsigned long long)session->device.accepted);
}

static void reset(struct session *session, const struct line *line) {
    (void)line;
    session->open = false;
    (virtio_reset(&session->device) ? ok : fail)("status=%#x", virtio_status(&session->device));
}

static void status(struct session *session, const struct line *line) {
    (void)line;
    ok("status=%#x", virtio_status(&session->device));
}

static void answer(enum ism_ack ack) {
    if (ack == ISM_OK) {
        ok("done");
    } else {
        printf("nak %s\n", ism_ack_name(ack));
        fflush(stdout);
    }
}

static void answer_region(enum ism_ack ack, const struct ism_region *region, uint64_t needed) {
    if (ack == ISM_E2BIG) {
        printf("nak E2BIG needed=%llu\n", (unsigned long long)needed);
        fflush(stdout);
        return;
    }
    if (ack != ISM_OK) {
        answer(ack);
        return;
    }
    for (unsigned i = 0; i < region->area_count; i++) {
        note("area %#llx+%llu", (unsigned long long)region->areas[i].offset, (unsigned long long)region->areas[i].size);
    }
    ok("token=%#llx size=%llu areas=%u", (unsigned long long)region->token, (unsigned long long)region->size, region->area_count);
}

static void alloc(struct session *session, const struct line *line) {
    struct ism_region *region;
    uint64_t needed;
    enum ism_ack ack = ism_alloc(&session->ism, line_number(line, 1, 0), (unsigned)line_number(line, 2, ISM_MOST_AREAS), &region, &needed);
    answer_region(ack, region, needed);
}

static void attach(struct session *session, const struct line *line) {
    struct ism_region *region;
    uint64_t needed;
    enum ism_ack ack = ism_attach(&session->ism, line_number(line, 1, 0), (uint32_t)line_rights(line, 2),
                                  (unsigned)line_number(line, 3, ISM_MOST_AREAS), &region, &needed);
    answer_region(ack, region, needed);
}

static void detach(struct session *session, const struct line *line) {
    answer(ism_detach(&session->ism, line_number(line, 1, 0)));
}

static void grant(struct session *session, const struct line *line) {
    uint64_t token = line_number(line, 1, 0), rights = line_rights(line, 2);
    answer(line->count > 3 ? ism_grant_device(&session->ism, token, rights, line_number(line, 3, 0))
                           : ism_grant_default(&session->ism, token, rights));
}

static void vector(struct session *session, const struct line *line) {
    answer(ism_set_vector(&session->ism, line_number(line, 1, 0), line_number(line, 2, 0)));
}

static void raw(struct session *session, const struct line *line) {
    uint8_t request[ISM_REQUEST_BYTES];
    uint32_t length = 0, written;
    const char *digits = line->words[1];
    unsigned value;
    while (length < sizeof request && sscanf(digits, "%2x", &value) == 1 && digits[1] != '\0') {
        request[length++] = (uint8_t)value;
        digits += 2;
    }
    if (!ism_command(&session->ism, request, length, (uint32_t)line_number(line, 2, 1), &written)) {
        answer(ISM_SILENT);
    } else {
        ok("written=%u ack=%s", written, written == 0 ? "none" : ism_ack_name(session->ism.reply[0]));
    }
}

static void reboot_now(struct session *session, const struct line *line) {
    (void)session;
    (void)line;
    reboot(RB_AUTOBOOT);
    fail("the kernel does not reboot");
}

static void hostile(struct session *session, const struct line *line) {
    session->open = false;
    hostile_run(&session->device, line_seconds(line, 1, 1), line_number(line, 2, 1));
}

static void interrupts(struct session *session, const struct line *line) {
    (void)line;
    if (session->interrupts) {
        interrupts_count();
    } else {
        fail("the program was started without --vfio");
    }
}

const struct verb device_verbs[] = {
    {"open", "[split] [direct] [plain] [no-eventq]", "reset, negotiate what is offered but not named here, start", 0, false, open_device},
    {"reset", "", "write 0 to the device status", 0, false, reset},
    {"status", "", "read the device status", 0, false, status},
    {"alloc", "SIZE [AREAS]", "ALLOC_REGION, with room for so many areas in the answer", 1, true, alloc},
    {"attach", "TOKEN [RIGHTS] [AREAS]", "ATTACH_REGION; rights r, w, rw or - for what is granted", 1, true, attach},
    {"detach", "TOKEN", "DETACH_REGION", 1, true, detach},
    {"grant", "TOKEN RIGHTS [DEVID]", "GRANT_SET_FOR_DEVICE or GRANT_SET_DEFAULT; letters of rwamc", 2, true, grant},
    {"vector", "TOKEN N", "EVENT_VECTOR_SET", 2, true, vector},
    {"raw", "HEX [SPACE]", "any bytes as a command, with so many for the answer", 1, true, raw},
    {"hostile", "SECONDS [SEED]", "break every rule, at random", 1, false, hostile},
    {"reboot", "", "reboot the machine at once, without a word to the device", 0, false, reboot_now},
    {"interrupts", "", "how often each vector was raised", 0, false, interrupts},
    {0},
};

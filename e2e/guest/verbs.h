// What the program can be told, one verb a line.
#ifndef VERBS_H
#define VERBS_H

#include "ism.h"
#include "words.h"

struct session {
    struct virtio_device device;
    struct ism ism;
    bool open, interrupts;
};

struct verb {
    const char *name, *arguments, *meaning;
    unsigned least; // arguments there must be
    bool needs_open;
    void (*run)(struct session *session, const struct line *line);
};

// Verbs of a kind, ended by one without a name: of the device and its commands, of regions' bytes, of doorbells and events.
extern const struct verb device_verbs[], byte_verbs[], event_verbs[];

// The region that the first argument names; NULL, and the answer is given, if this driver is not attached to it.
struct ism_region *region_of(struct session *session, const struct line *line);

#endif

// A driver of virtio-ism, device id 44: commands on controlq, events from eventq, regions in device memory, doorbells.
//
// Offsets within a region run over its areas in order. Thread: one.
#ifndef ISM_H
#define ISM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "virtio.h"

enum { ISM_F_EVENT_VQ = 0, ISM_F_EVENT_IRQ = 1 };
enum { ISM_READ = 1, ISM_WRITE = 2, ISM_ATTACH = 4, ISM_MANAGE = 8, ISM_CLEAN_DEFAULT = 16 };
enum { ISM_EVENT_UPDATE = 1, ISM_EVENT_ATTACH = 2, ISM_EVENT_DETACH = 4 };

enum ism_ack {
    ISM_OK = 0,
    ISM_ENOENT = 2,
    ISM_E2BIG = 7,
    ISM_ENOMEM = 12,
    ISM_ENOSPEC = 28,
    ISM_PERM_EATTACH = 100,
    ISM_PERM_EREAD = 101,
    ISM_PERM_EWRITE = 102,
    ISM_ERR = 255,
    // Not the device's words: it gave no answer, or one too short to have an ack.
    ISM_SILENT = 0x100,
};

enum { ISM_MOST_AREAS = 256, ISM_MOST_REGIONS = 64, ISM_EVENT_BUFFERS = 32, ISM_REQUEST_BYTES = 256 };

struct ism_area {
    uint64_t offset, size; // in device memory
};

struct ism_counts {
    uint64_t updates, attaches, detaches, peers;
};

struct ism_region {
    uint64_t token; // 0: no region
    uint64_t size;
    unsigned area_count;
    struct ism_area areas[ISM_MOST_AREAS];
    struct ism_counts counts;
};

struct ism {
    struct virtio_device *device;
    struct virtq control, events;
    bool has_events;
    uint64_t gid, devid, chunk_size, notify_size;
    struct virtio_window memory, notify;
    struct ism_region regions[ISM_MOST_REGIONS];
    struct ism_counts strays; // events of regions this driver does not know
    uint64_t short_events;    // buffers returned without an event
    uint8_t *request, *reply, *event_buffers;
    unsigned commands;
    uint64_t loads, stores; // of regions
};

// From reset to DRIVER_OK; the vectors are of controlq and eventq. False if the device refuses.
bool ism_open(struct ism *ism, struct virtio_device *device, uint64_t wanted_features, const uint16_t vectors[2]);

// Sends the bytes of one command and waits for its answer: how many bytes the device wrote to ism->reply, the first of them the ack.
// False if there is no answer within 10 s.
bool ism_command(struct ism *ism, const void *request, uint32_t length, uint32_t space, uint32_t *written);

// `areas` is the reply's room, in areas; with E2BIG *region is NULL and *needed tells how many it takes.
enum ism_ack ism_alloc(struct ism *ism, uint64_t size, unsigned areas, struct ism_region **region, uint64_t *needed);
enum ism_ack ism_attach(struct ism *ism, uint64_t token, uint32_t access, unsigned areas, struct ism_region **region, uint64_t *needed);
enum ism_ack ism_detach(struct ism *ism, uint64_t token);
enum ism_ack ism_grant_default(struct ism *ism, uint64_t token, uint64_t rights);
enum ism_ack ism_grant_device(struct ism *ism, uint64_t token, uint64_t rights, uint64_t devid);
enum ism_ack ism_set_vector(struct ism *ism, uint64_t token, uint64_t vector);
const char *ism_ack_name(enum ism_ack ack);

// The region this driver is attached to by a token, or NULL.
struct ism_region *ism_region(struct ism *ism, uint64_t token);
// One access of 1, 2, 4 or 8 bytes, aligned, in a region; counted.
uint64_t ism_load(struct ism *ism, const struct ism_region *region, uint64_t offset, unsigned width);
void ism_store(struct ism *ism, const struct ism_region *region, uint64_t offset, unsigned width, uint64_t value);
// Rings the doorbell of the chunk that holds an offset of the region, with a store of 1, 2 or 4 bytes.
void ism_ring(const struct ism *ism, const struct ism_region *region, uint64_t offset, unsigned width);
// Takes what is in eventq and counts it, and offers the buffers anew; returns how many there were.
unsigned ism_take_events(struct ism *ism);

#endif

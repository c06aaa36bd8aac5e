#include "ism.h"

#include <string.h>

#include "clock.h"
#include "dma.h"
#include "say.h"

enum {
    CONTROLQ = 0,
    EVENTQ = 1,
    SHARED_REGIONS = 1,
    SHARED_NOTIFY = 2,
    CONFIG_GID = 0,
    CONFIG_DEVID = 8,
    CONFIG_CHUNK_SIZE = 16,
    CONFIG_NOTIFY_SIZE = 24,
    EVENT_BYTES = 32,
    UPDATE_BYTES = 24,
    REPLY_BYTES = 1 + 16 + 16 * ISM_MOST_AREAS,
    MOST_SPLITS = 4,
};

static const double COMMAND_SECONDS = 10;

static uint64_t get64(const uint8_t *at) {
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

// Bytes of a command, appended in order.
struct words {
    uint8_t bytes[ISM_REQUEST_BYTES];
    uint32_t length;
};

static struct words command(uint8_t class, uint8_t number) {
    return (struct words){{class, number}, 2};
}

static void put(struct words *words, uint64_t value, unsigned width) {
    memcpy(words->bytes + words->length, &value, width);
    words->length += width;
}

static void offer_event_buffer(struct ism *ism, uint8_t *buffer) {
    struct virtq_piece piece = {buffer, EVENT_BYTES, true};
    virtq_add(&ism->events, &piece, 1, buffer);
}

static void offer_event_buffers(struct ism *ism) {
    ism->event_buffers = dma_take(ISM_EVENT_BUFFERS * EVENT_BYTES, EVENT_BYTES);
    for (unsigned i = 0; i < ISM_EVENT_BUFFERS; i++) {
        offer_event_buffer(ism, ism->event_buffers + i * EVENT_BYTES);
    }
}

bool ism_open(struct ism *ism, struct virtio_device *device, uint64_t wanted_features, const uint16_t vectors[2]) {
    memset(ism, 0, sizeof *ism);
    // The device lets go of the memory before it is used anew.
    if (!virtio_reset(device)) {
        return false;
    }
    dma_start_over();
    ism->device = device;
    ism->memory = device->shared[SHARED_REGIONS];
    ism->notify = device->shared[SHARED_NOTIFY];
    ism->request = dma_take(ISM_REQUEST_BYTES, 8);
    ism->reply = dma_take(REPLY_BYTES, 8);
    if (ism->memory.base == NULL || ism->notify.base == NULL || device->config.base == NULL) {
        die("%s lacks shared memory 1 or 2, or its configuration", device->pci.address);
    }
    if (!virtio_negotiate(device, wanted_features) || !virtio_enable_queue(device, &ism->control, CONTROLQ, vectors[0])) {
        return false;
    }
    ism->has_events = device->accepted & FEATURE(ISM_F_EVENT_VQ);
    if (ism->has_events && !virtio_enable_queue(device, &ism->events, EVENTQ, vectors[1])) {
        return false;
    }
    ism->gid = virtio_config64(device, CONFIG_GID);
    ism->devid = virtio_config64(device, CONFIG_DEVID);
    ism->chunk_size = virtio_config64(device, CONFIG_CHUNK_SIZE);
    ism->notify_size = virtio_config64(device, CONFIG_NOTIFY_SIZE);
    virtio_add_status(device, STATUS_DRIVER_OK);
    if (ism->has_events) {
        offer_event_buffers(ism);
        virtio_kick(device, &ism->events);
    }
    return true;
}

// Cuts a buffer into pieces, at other places for each command: the device must not assume any.
static unsigned cut(struct virtq_piece *pieces, const uint8_t *memory, uint32_t length, bool device_writes, unsigned turn) {
    unsigned count = 0;
    uint32_t done = 0;
    while (done < length) {
        uint32_t part = count + 1 == MOST_SPLITS ? length - done : 1 + (turn * 5 + count * 3) % 11;
        part = part < length - done ? part : length - done;
        pieces[count++] = (struct virtq_piece){memory + done, part, device_writes};
        done += part;
    }
    return count;
}

bool ism_command(struct ism *ism, const void *request, uint32_t length, uint32_t space, uint32_t *written) {
    struct virtq_piece pieces[2 * MOST_SPLITS];
    struct deadline deadline = deadline_in(COMMAND_SECONDS);
    void *cookie;
    if (length > ISM_REQUEST_BYTES || space > REPLY_BYTES) {
        die("a command of %u bytes with %u for its answer does not fit", length, space);
    }
    memcpy(ism->request, request, length);
    memset(ism->reply, 0, REPLY_BYTES);
    unsigned turn = ism->commands++;
    unsigned count = cut(pieces, ism->request, length, false, turn);
    count += cut(pieces + count, ism->reply, space, true, turn);
    virtq_add(&ism->control, pieces, count, ism);
    virtio_kick(ism->device, &ism->control);
    while (!virtq_take(&ism->control, &cookie, written)) {
        if (!keep_waiting(&deadline)) {
            return false;
        }
    }
    return true;
}

static enum ism_ack acknowledged(struct ism *ism, const struct words *words, uint32_t space) {
    uint32_t written;
    if (!ism_command(ism, words->bytes, words->length, space, &written) || written == 0) {
        return ISM_SILENT;
    }
    return ism->reply[0];
}

static struct ism_region *new_region(struct ism *ism, uint64_t token, uint64_t count, const uint8_t *areas) {
    struct ism_region *region = ism_region(ism, 0);
    if (region == NULL) {
        die("more than %d regions", ISM_MOST_REGIONS);
    }
    memset(region, 0, sizeof *region);
    region->token = token;
    region->area_count = (unsigned)count;
    for (unsigned i = 0; i < region->area_count; i++) {
        region->areas[i] = (struct ism_area){get64(areas + 16 * i), get64(areas + 16 * i + 8)};
        region->size += region->areas[i].size;
        if (region->areas[i].offset + region->areas[i].size > ism->memory.length) {
            die("area %u of %#llx lies beyond device memory", i, (unsigned long long)token);
        }
    }
    return region;
}

enum ism_ack ism_alloc(struct ism *ism, uint64_t size, unsigned areas, struct ism_region **region, uint64_t *needed) {
    struct words words = command(0, 0);
    put(&words, size, 8);
    enum ism_ack ack = acknowledged(ism, &words, 1 + 16 + 16 * areas);
    *needed = get64(ism->reply + 9);
    *region = ack == ISM_OK ? new_region(ism, get64(ism->reply + 1), *needed, ism->reply + 17) : NULL;
    return ack;
}

enum ism_ack ism_attach(struct ism *ism, uint64_t token, uint32_t access, unsigned areas, struct ism_region **region, uint64_t *needed) {
    struct words words = command(1, 0);
    put(&words, token, 8);
    put(&words, access, 4);
    enum ism_ack ack = acknowledged(ism, &words, 1 + 8 + 16 * areas);
    *needed = get64(ism->reply + 1);
    *region = ack == ISM_OK ? new_region(ism, token, *needed, ism->reply + 9) : NULL;
    return ack;
}

enum ism_ack ism_detach(struct ism *ism, uint64_t token) {
    struct words words = command(2, 0);
    struct ism_region *region = token == 0 ? NULL : ism_region(ism, token);
    put(&words, token, 8);
    enum ism_ack ack = acknowledged(ism, &words, 1);
    if (ack == ISM_OK && region != NULL) {
        region->token = 0;
    }
    return ack;
}

enum ism_ack ism_grant_default(struct ism *ism, uint64_t token, uint64_t rights) {
    struct words words = command(3, 0);
    put(&words, token, 8);
    put(&words, rights, 8);
    return acknowledged(ism, &words, 1);
}

enum ism_ack ism_grant_device(struct ism *ism, uint64_t token, uint64_t rights, uint64_t devid) {
    struct words words = command(3, 1);
    put(&words, token, 8);
    put(&words, rights, 8);
    put(&words, devid, 8);
    return acknowledged(ism, &words, 1);
}

enum ism_ack ism_set_vector(struct ism *ism, uint64_t token, uint64_t vector) {
    struct words words = command(4, 0);
    put(&words, token, 8);
    put(&words, vector, 8);
    return acknowledged(ism, &words, 1);
}

const char *ism_ack_name(enum ism_ack ack) {
    switch (ack) {
    case ISM_OK:
        return "OK";
    case ISM_ENOENT:
        return "ENOENT";
    case ISM_E2BIG:
        return "E2BIG";
    case ISM_ENOMEM:
        return "ENOMEM";
    case ISM_ENOSPEC:
        return "ENOSPEC";
    case ISM_PERM_EATTACH:
        return "PERM_EATTACH";
    case ISM_PERM_EREAD:
        return "PERM_EREAD";
    case ISM_PERM_EWRITE:
        return "PERM_EWRITE";
    case ISM_ERR:
        return "ERR";
    case ISM_SILENT:
        return "SILENT";
    }
    return "UNKNOWN";
}

struct ism_region *ism_region(struct ism *ism, uint64_t token) {
    for (unsigned i = 0; i < ISM_MOST_REGIONS; i++) {
        if (ism->regions[i].token == token) {
            return &ism->regions[i];
        }
    }
    return NULL;
}

static uint64_t in_device_memory(const struct ism_region *region, uint64_t offset) {
    for (unsigned i = 0; i < region->area_count; i++) {
        if (offset < region->areas[i].size) {
            return region->areas[i].offset + offset;
        }
        offset -= region->areas[i].size;
    }
    die("offset beyond the region by %llu", (unsigned long long)offset);
}

uint64_t ism_load(struct ism *ism, const struct ism_region *region, uint64_t offset, unsigned width) {
    ism->loads++;
    return mmio_load(ism->memory.base + in_device_memory(region, offset), width);
}

void ism_store(struct ism *ism, const struct ism_region *region, uint64_t offset, unsigned width, uint64_t value) {
    ism->stores++;
    mmio_store(ism->memory.base + in_device_memory(region, offset), width, value);
}

void ism_ring(const struct ism *ism, const struct ism_region *region, uint64_t offset, unsigned width) {
    uint64_t chunk = in_device_memory(region, offset) / ism->chunk_size;
    mmio_store(ism->notify.base + chunk * ism->notify_size, width, 1);
}

static struct ism_counts *counts_at(struct ism *ism, uint64_t offset) {
    for (unsigned i = 0; i < ISM_MOST_REGIONS; i++) {
        struct ism_region *region = &ism->regions[i];
        if (region->token != 0 && region->area_count > 0 && region->areas[0].offset == offset) {
            return &region->counts;
        }
    }
    return &ism->strays;
}

static void count_event(struct ism *ism, const uint8_t *event, uint32_t length) {
    if (length < UPDATE_BYTES) {
        ism->short_events++;
        return;
    }
    struct ism_counts *counts = counts_at(ism, get64(event + 8));
    switch (get64(event)) {
    case ISM_EVENT_UPDATE:
        counts->updates++;
        break;
    case ISM_EVENT_ATTACH:
        counts->attaches++;
        counts->peers = get64(event + 24);
        break;
    case ISM_EVENT_DETACH:
        counts->detaches++;
        counts->peers = get64(event + 24);
        break;
    default:
        ism->short_events++;
    }
}

unsigned ism_take_events(struct ism *ism) {
    unsigned count = 0;
    void *buffer;
    uint32_t length;
    while (ism->has_events && virtq_take(&ism->events, &buffer, &length)) {
        count_event(ism, buffer, length);
        offer_event_buffer(ism, buffer);
        count++;
    }
    if (count > 0) {
        virtio_kick(ism->device, &ism->events);
    }
    return count;
}

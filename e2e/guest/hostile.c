#include "hostile.h"

#include <string.h>

#include "clock.h"
#include "dma.h"
#include "ism.h"
#include "say.h"

enum {
    BURST = 64,
    MOST_TOKENS = 8,
    RING_BYTES = 4096, // room behind an address for a ring
    DESCRIPTOR_BYTES = 16,
    PCI_COMMAND = 0x04,
    PCI_OWN_CONFIG = 0x40, // behind the header that QEMU keeps
};

#define GOOD_FEATURES (FEATURE(F_VERSION_1) | FEATURE(F_INDIRECT) | FEATURE(F_EVENT_IDX) | FEATURE(ISM_F_EVENT_VQ))

struct hostility {
    struct virtio_device *device;
    struct ism ism;
    uint64_t random;
    uint64_t tokens[MOST_TOKENS];
    uint64_t stores, loads, commands, kicks, starts, needs_reset;
};

static uint64_t draw(struct hostility *state) {
    state->random ^= state->random << 13;
    state->random ^= state->random >> 7;
    state->random ^= state->random << 17;
    return state->random;
}

static uint64_t below(struct hostility *state, uint64_t bound) {
    return draw(state) % bound;
}

// Mostly values that mean something, so that they get past the first check.
static uint64_t value(struct hostility *state) {
    switch (below(state, 6)) {
    case 0:
        return below(state, 4);
    case 1:
        return ~UINT64_C(0);
    case 2:
        return UINT64_C(1) << below(state, 64);
    case 3:
        return (UINT64_C(1) << below(state, 64)) - 1;
    case 4:
        return state->tokens[below(state, MOST_TOKENS)];
    default:
        return draw(state);
    }
}

// An address for the device. Never in this guest's other memory: that would prove nothing but that a driver can ruin its own kernel.
static uint64_t address(struct hostility *state) {
    switch (below(state, 6)) {
    case 0:
        return 0xfffc0000u + below(state, 1 << 18); // firmware, read-only
    case 1:
        return (UINT64_C(1) << 40) + below(state, UINT64_C(1) << 32); // nothing
    case 2:
        return ~UINT64_C(0) - below(state, 1 << 16); // wraps around
    case 3:
        return dma_address(dma_base()) + DMA_SIZE + (UINT64_C(1) << 45);
    default:
        return dma_address(dma_base()) + below(state, DMA_SIZE - RING_BYTES);
    }
}

static void store(struct hostility *state, struct virtio_window window) {
    if (window.base == NULL || window.length < 8) {
        return;
    }
    unsigned shift = (unsigned)below(state, 4);
    uint64_t at = below(state, window.length - 7) & ~((UINT64_C(1) << shift) - 1);
    uint64_t what = value(state);
    switch (shift) {
    case 0:
        store8(window.base + at, (uint8_t)what);
        break;
    case 1:
        store16(window.base + at, (uint16_t)what);
        break;
    case 2:
        store32(window.base + at, (uint32_t)what);
        break;
    default:
        store64(window.base + at, what);
    }
    state->stores++;
}

static void load(struct hostility *state, struct virtio_window window) {
    if (window.base != NULL && window.length >= 8) {
        load64(window.base + (below(state, window.length - 7) & ~UINT64_C(7)));
        state->loads++;
    }
}

static void scribble_registers(struct hostility *state) {
    static const enum virtio_common addresses[] = {COMMON_QUEUE_DESC, COMMON_QUEUE_DRIVER, COMMON_QUEUE_DEVICE};
    struct virtio_window common = state->device->common;
    // Where the rings lie stays within what `address` allows.
    struct virtio_window harmless = {common.base, COMMON_QUEUE_DESC};
    for (int i = 0; i < BURST; i++) {
        if (below(state, 8) == 0) {
            uint64_t ring = address(state);
            mmio at = common.base + addresses[below(state, 3)];
            store32(at, (uint32_t)ring);
            store32(at + 4, (uint32_t)(ring >> 32));
            state->stores += 2;
        } else {
            store(state, harmless);
        }
    }
    store(state, state->device->isr);
    store(state, state->device->config);
    load(state, common);
    load(state, state->device->config);
}

static void scribble_configuration(struct hostility *state) {
    struct pci_device *pci = &state->device->pci;
    for (int i = 0; i < BURST / 4; i++) {
        unsigned width = 1u << below(state, 3);
        unsigned at = PCI_OWN_CONFIG + (unsigned)below(state, PCI_CONFIG_BYTES - PCI_OWN_CONFIG - 3);
        pci_config_store(pci, at & ~(width - 1), width, (uint32_t)value(state));
        state->stores++;
    }
    uint32_t command = pci_config_load(pci, PCI_COMMAND, 2);
    pci_config_store(pci, PCI_COMMAND, 2, command & ~(uint32_t)below(state, 8));
    load(state, state->device->common);
    pci_config_store(pci, PCI_COMMAND, 2, command);
}

static void scribble_windows(struct hostility *state) {
    for (int i = 0; i < BURST; i++) {
        store(state, state->ism.notify);
        store(state, state->ism.memory);
        store(state, state->device->notify);
    }
    load(state, state->ism.notify);
    load(state, state->ism.memory);
}

static uint8_t *at_address(uint64_t ring) {
    return dma_base() + (ring - dma_address(dma_base()));
}

// Descriptors that are mostly plausible, where the ring has them and where indirect tables are.
static void scribble_descriptor(struct hostility *state, struct virtq *queue) {
    uint64_t rest = below(state, 300) | below(state, 8) << 32 | below(state, 70) << 48; // length, flags, next; or length, id, flags
    uint64_t descriptor[2] = {address(state), below(state, 4) == 0 ? draw(state) : rest};
    void *table = queue->tables[below(state, queue->size)];
    uint8_t *to = table != NULL && below(state, 3) == 0 ? table : at_address(queue->descriptor_area);
    memcpy(to + DESCRIPTOR_BYTES * below(state, table == to ? VIRTQ_MOST_PIECES : queue->size), descriptor, sizeof descriptor);
}

static void scribble_rings(struct hostility *state) {
    struct virtq *queue = below(state, 2) == 0 ? &state->ism.control : &state->ism.events;
    if (queue->size == 0) {
        return;
    }
    for (int i = 0; i < BURST; i++) {
        scribble_descriptor(state, queue);
    }
    // Flags, index and heads of an available ring; in a packed queue these are event suppression and what lies behind.
    volatile uint16_t *available = (volatile uint16_t *)(void *)at_address(queue->driver_area);
    for (int i = 0; i < BURST / 4; i++) {
        available[2 + below(state, queue->size)] = (uint16_t)(below(state, 16) == 0 ? draw(state) : below(state, queue->size));
    }
    available[1] = (uint16_t)(available[1] + (below(state, 8) == 0 ? draw(state) : below(state, 4)));
    for (uint16_t index = 0; index < 3; index++) {
        store16(state->device->notify.base + index * state->device->notify_multiplier, index);
        state->kicks++;
    }
}

static bool start(struct hostility *state, uint64_t features) {
    static const uint16_t vectors[2] = {VIRTIO_NO_VECTOR, VIRTIO_NO_VECTOR};
    state->starts++;
    return ism_open(&state->ism, state->device, features, vectors);
}

static void remember(struct hostility *state, const struct ism_region *region) {
    if (region != NULL) {
        state->tokens[below(state, MOST_TOKENS)] = region->token;
    }
}

// Well-formed chains with commands that make no sense, and some that do.
static void send_commands(struct hostility *state) {
    struct ism *ism = &state->ism;
    struct ism_region *region = NULL;
    uint64_t needed;
    uint32_t written;
    if (!start(state, GOOD_FEATURES | (draw(state) & FEATURE(F_PACKED)))) {
        return;
    }
    ism_alloc(ism, 1 + below(state, 1 << 22), (unsigned)below(state, 8), &region, &needed);
    remember(state, region);
    for (int i = 0; i < BURST / 4 && !(virtio_status(state->device) & STATUS_NEEDS_RESET); i++) {
        uint64_t words[6] = {0, value(state), value(state), value(state), value(state), value(state)};
        uint8_t *request = (uint8_t *)words + 6;
        request[0] = (uint8_t)below(state, 6);
        request[1] = (uint8_t)below(state, 3);
        if (!ism_command(ism, request, (uint32_t)below(state, 40) + 1, (uint32_t)below(state, 64) + 1, &written)) {
            break;
        }
        state->commands++;
        ism_take_events(ism);
    }
}

static void step(struct hostility *state) {
    switch (below(state, 8)) {
    case 0:
        scribble_configuration(state);
        break;
    case 1:
    case 2:
        scribble_registers(state);
        break;
    case 3:
        send_commands(state);
        break;
    case 4:
    case 5:
        // Rings that were good a moment ago.
        start(state, GOOD_FEATURES | (draw(state) & FEATURE(F_PACKED)));
        scribble_rings(state);
        break;
    case 6:
        scribble_rings(state);
        break;
    default:
        scribble_windows(state);
    }
    state->needs_reset += (virtio_status(state->device) & STATUS_NEEDS_RESET) != 0;
}

void hostile_run(struct virtio_device *device, double seconds, uint64_t seed) {
    static struct hostility state;
    memset(&state, 0, sizeof state);
    state.device = device;
    state.random = seed * UINT64_C(0x9e3779b97f4a7c15) | 1;
    uint64_t end = now_ns() + (uint64_t)(seconds * 1e9);
    start(&state, GOOD_FEATURES);
    while (now_ns() < end) {
        step(&state);
    }
    bool sane = start(&state, GOOD_FEATURES);
    virtio_reset(device);
    (sane ? ok : fail)("stores=%llu loads=%llu commands=%llu kicks=%llu starts=%llu needs_reset=%llu%s", (unsigned long long)state.stores,
                       (unsigned long long)state.loads, (unsigned long long)state.commands, (unsigned long long)state.kicks,
                       (unsigned long long)state.starts, (unsigned long long)state.needs_reset, sane ? "" : ": it does not start again");
}

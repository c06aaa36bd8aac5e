// Packed virtqueues, virtio 1.3, section 2.8.
#include <stdatomic.h>

#include "dma.h"
#include "virtq.h"

struct packed_descriptor {
    uint64_t address;
    uint32_t length;
    uint16_t id, flags;
};

enum {
    AVAILABLE_BIT = 1 << 7,
    USED_BIT = 1 << 15,
    // Flags of the event suppression structures, and the wrap counter in their first word.
    EVENTS_OFF = 1,
    EVENTS_AT_DESCRIPTOR = 2,
    EVENT_WRAP = 1 << 15,
    DESCRIPTOR_ALIGNMENT = 16,
    EVENT_ALIGNMENT = 4,
};

static void make(struct virtq *queue) {
    struct virtq_packed *packed = &queue->packed;
    packed->descriptors = dma_take(sizeof(struct packed_descriptor) * queue->size, DESCRIPTOR_ALIGNMENT);
    packed->driver_event = dma_take(4, EVENT_ALIGNMENT);
    packed->device_event = dma_take(4, EVENT_ALIGNMENT);
    packed->available_wrap = true;
    packed->used_wrap = true;
    queue->descriptor_area = dma_address(packed->descriptors);
    queue->driver_area = dma_address((const void *)packed->driver_event);
    queue->device_area = dma_address((const void *)packed->device_event);
}

static uint16_t available_flags(const struct virtq_packed *packed) {
    return packed->available_wrap ? AVAILABLE_BIT : USED_BIT;
}

static void step_available(struct virtq *queue) {
    struct virtq_packed *packed = &queue->packed;
    if (++packed->next_available == queue->size) {
        packed->next_available = 0;
        packed->available_wrap = !packed->available_wrap;
    }
    packed->added_since_kick++;
}

static void fill(struct packed_descriptor *at, const struct virtq_piece *piece, uint16_t id) {
    at->address = dma_address(piece->memory);
    at->length = piece->length;
    at->id = id;
}

// 2.8.8: in a table only the flag WRITE counts, and order is by position.
static void fill_table(struct packed_descriptor *table, const struct virtq_piece *pieces, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        fill(&table[i], &pieces[i], 0);
        table[i].flags = pieces[i].device_writes ? DESC_WRITE : 0;
    }
}

static void publish(struct virtq *queue, uint16_t id, const struct virtq_piece *pieces, unsigned count) {
    struct virtq_packed *packed = &queue->packed;
    struct packed_descriptor *first = &packed->descriptors[packed->next_available];
    struct virtq_piece table = {queue->tables[id], (uint32_t)(count * sizeof(struct packed_descriptor)), false};
    bool indirect = queue->lengths[id] < count;
    if (indirect) {
        fill_table(queue->tables[id], pieces, count);
        pieces = &table;
        count = 1;
    }
    uint16_t first_flags = 0;
    for (unsigned i = 0; i < count; i++) {
        struct packed_descriptor *at = &packed->descriptors[packed->next_available];
        uint16_t flags = (uint16_t)(available_flags(packed) | (pieces[i].device_writes ? DESC_WRITE : 0) |
                                    (i + 1 < count ? DESC_NEXT : 0) | (indirect ? DESC_INDIRECT : 0));
        fill(at, &pieces[i], id);
        if (i == 0) {
            first_flags = flags;
        } else {
            *(volatile uint16_t *)&at->flags = flags;
        }
        step_available(queue);
    }
    // The first descriptor makes the whole chain visible.
    atomic_thread_fence(memory_order_release);
    *(volatile uint16_t *)&first->flags = first_flags;
}

static bool kick_needed(struct virtq *queue) {
    struct virtq_packed *packed = &queue->packed;
    uint16_t added = packed->added_since_kick;
    packed->added_since_kick = 0;
    atomic_thread_fence(memory_order_seq_cst);
    uint16_t wish = packed->device_event[1];
    if (wish != EVENTS_AT_DESCRIPTOR) {
        return wish != EVENTS_OFF;
    }
    atomic_thread_fence(memory_order_acquire);
    uint16_t place = packed->device_event[0];
    int wanted = place & ~EVENT_WRAP;
    if (!(place & EVENT_WRAP) != !packed->available_wrap) {
        wanted -= queue->size;
    }
    return (uint16_t)(packed->next_available - wanted - 1) < added;
}

static bool next_used(struct virtq *queue, uint16_t *id, uint32_t *length) {
    struct virtq_packed *packed = &queue->packed;
    struct packed_descriptor *at = &packed->descriptors[packed->next_used];
    uint16_t flags = *(volatile uint16_t *)&at->flags;
    bool used = flags & USED_BIT;
    if (used != (bool)(flags & AVAILABLE_BIT) || used != packed->used_wrap) {
        return false;
    }
    atomic_thread_fence(memory_order_acquire);
    *id = at->id;
    *length = at->length;
    if (*id < queue->size && queue->busy[*id]) {
        packed->next_used = (uint16_t)(packed->next_used + queue->lengths[*id]);
    }
    if (packed->next_used >= queue->size) {
        packed->next_used = (uint16_t)(packed->next_used - queue->size);
        packed->used_wrap = !packed->used_wrap;
    }
    return true;
}

const struct virtq_operations virtq_packed_operations = {make, publish, kick_needed, next_used};

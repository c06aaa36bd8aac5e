// Split virtqueues, virtio 1.3, section 2.7.
#include <stdatomic.h>
#include <stddef.h>

#include "dma.h"
#include "virtq.h"

struct split_descriptor {
    uint64_t address;
    uint32_t length;
    uint16_t flags, next;
};

enum {
    RING_AT = 2,          // in u16, behind flags and index
    USED_ENTRY = 4,       // in u16
    NO_NOTIFY = 1,        // flag of the used ring
    DESCRIPTOR_ALIGNMENT = 16,
    AVAILABLE_ALIGNMENT = 2,
    USED_ALIGNMENT = 4,
};

static volatile uint16_t *used_event(struct virtq *queue) { return queue->split.available + RING_AT + queue->size; }
static volatile uint16_t *available_event(struct virtq *queue) { return queue->split.used + RING_AT + USED_ENTRY * queue->size; }

static void make(struct virtq *queue) {
    struct virtq_split *split = &queue->split;
    split->descriptors = dma_take(sizeof(struct split_descriptor) * queue->size, DESCRIPTOR_ALIGNMENT);
    split->available = dma_take(sizeof(uint16_t) * (size_t)(RING_AT + queue->size + 1), AVAILABLE_ALIGNMENT);
    split->used = dma_take(sizeof(uint16_t) * (size_t)(RING_AT + USED_ENTRY * queue->size + 1), USED_ALIGNMENT);
    for (uint16_t i = 0; i < queue->size; i++) {
        split->descriptors[i].next = (uint16_t)(i + 1);
    }
    queue->descriptor_area = dma_address(split->descriptors);
    queue->driver_area = dma_address((const void *)split->available);
    queue->device_area = dma_address((const void *)split->used);
}

static void fill(struct split_descriptor *at, const struct virtq_piece *piece, uint16_t next, bool last) {
    at->address = dma_address(piece->memory);
    at->length = piece->length;
    at->flags = (uint16_t)((piece->device_writes ? DESC_WRITE : 0) | (last ? 0 : DESC_NEXT));
    at->next = next;
}

static void fill_table(struct split_descriptor *table, const struct virtq_piece *pieces, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        fill(&table[i], &pieces[i], (uint16_t)(i + 1), i + 1 == count);
    }
}

static void publish(struct virtq *queue, uint16_t id, const struct virtq_piece *pieces, unsigned count) {
    struct virtq_split *split = &queue->split;
    uint16_t at = id;
    if (queue->lengths[id] < count) {
        fill_table(queue->tables[id], pieces, count);
        split->last_of[id] = id;
        split->free_head = split->descriptors[id].next;
        split->descriptors[id].address = dma_address(queue->tables[id]);
        split->descriptors[id].length = (uint32_t)(count * sizeof(struct split_descriptor));
        split->descriptors[id].flags = DESC_INDIRECT;
    } else {
        for (unsigned i = 0; i < count; i++) {
            // Free descriptors are a chain already.
            uint16_t next = split->descriptors[at].next;
            fill(&split->descriptors[at], &pieces[i], next, i + 1 == count);
            split->last_of[id] = at;
            at = next;
        }
        split->free_head = at;
    }
    split->available[RING_AT + split->next_available % queue->size] = id;
    atomic_thread_fence(memory_order_release);
    split->available[1] = ++split->next_available;
}

static bool kick_needed(struct virtq *queue) {
    struct virtq_split *split = &queue->split;
    uint16_t before = split->kicked_at;
    split->kicked_at = split->next_available;
    atomic_thread_fence(memory_order_seq_cst);
    if (!queue->layout.event_idx) {
        return !(split->used[0] & NO_NOTIFY);
    }
    // 2.7.10: whether the event index lies among what was just added.
    uint16_t wanted = *available_event(queue);
    return (uint16_t)(split->next_available - wanted - 1) < (uint16_t)(split->next_available - before);
}

static bool next_used(struct virtq *queue, uint16_t *id, uint32_t *length) {
    struct virtq_split *split = &queue->split;
    if (split->used[1] == split->next_used) {
        return false;
    }
    atomic_thread_fence(memory_order_acquire);
    volatile uint32_t *entry = (volatile uint32_t *)(split->used + RING_AT) + 2 * (split->next_used % queue->size);
    *id = (uint16_t)entry[0];
    *length = entry[1];
    split->next_used++;
    *used_event(queue) = split->next_used;
    if (*id < queue->size && queue->busy[*id]) {
        split->descriptors[split->last_of[*id]].next = split->free_head;
        split->free_head = *id;
    }
    return true;
}

const struct virtq_operations virtq_split_operations = {make, publish, kick_needed, next_used};

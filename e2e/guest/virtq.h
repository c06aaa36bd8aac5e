// The driver's side of a virtqueue, split (virtio 1.3, 2.7) or packed (2.8): one interface over two layouts.
//
// Thread: one at a time. The rings are in memory of dma.h and live until dma_start_over.
#ifndef VIRTQ_H
#define VIRTQ_H

#include <stdbool.h>
#include <stdint.h>

// Descriptor flags, in both layouts.
enum { DESC_NEXT = 1, DESC_WRITE = 2, DESC_INDIRECT = 4 };

enum { VIRTQ_MOST_PIECES = 16, VIRTQ_MOST_ENTRIES = 64 };

// A descriptor chain is one piece or more, those the device reads first.
struct virtq_piece {
    const void *memory; // of dma.h
    uint32_t length;
    bool device_writes;
};

// What was negotiated.
struct virtq_layout {
    bool packed, event_idx, indirect;
};

struct virtq;

struct virtq_operations {
    void (*make)(struct virtq *queue);
    // Publishes `count` descriptors under an id.
    void (*publish)(struct virtq *queue, uint16_t id, const struct virtq_piece *pieces, unsigned count);
    bool (*kick_needed)(struct virtq *queue);
    // False if nothing was used.
    bool (*next_used)(struct virtq *queue, uint16_t *id, uint32_t *length);
};

struct virtq_split {
    struct split_descriptor *descriptors;
    volatile uint16_t *available; // flags, index, ring, used_event
    volatile uint16_t *used;      // flags, index, ring of {u32 id, u32 length}, available_event
    uint16_t next_available, next_used, kicked_at;
    uint16_t free_head;
    uint16_t last_of[VIRTQ_MOST_ENTRIES];
};

struct virtq_packed {
    struct packed_descriptor *descriptors;
    volatile uint16_t *driver_event, *device_event; // descriptor and wrap, flags
    uint16_t next_available, next_used, added_since_kick;
    bool available_wrap, used_wrap;
};

struct virtq {
    const struct virtq_operations *operations;
    struct virtq_layout layout;
    uint16_t index, size, free;
    uint32_t notify_offset; // in the notify structure
    // Of each chain in flight, by its id.
    void *cookies[VIRTQ_MOST_ENTRIES];
    uint16_t lengths[VIRTQ_MOST_ENTRIES]; // in descriptors
    bool busy[VIRTQ_MOST_ENTRIES];
    void *tables[VIRTQ_MOST_ENTRIES]; // of indirect descriptors
    uint64_t descriptor_area, driver_area, device_area; // addresses for queue_desc, queue_driver, queue_device
    union {
        struct virtq_split split;
        struct virtq_packed packed;
    };
};

extern const struct virtq_operations virtq_split_operations, virtq_packed_operations;

// Makes empty rings of this many entries, at most VIRTQ_MOST_ENTRIES.
void virtq_make(struct virtq *queue, uint16_t index, uint16_t size, struct virtq_layout layout);
// Offers a chain to the device; false if the ring is full. The cookie comes back with the used chain.
bool virtq_add(struct virtq *queue, const struct virtq_piece *pieces, unsigned count, void *cookie);
// Whether the device wants to be told of what was added since the last call.
bool virtq_kick_needed(struct virtq *queue);
// Takes the next used chain, with the number of bytes the device wrote; false if there is none.
bool virtq_take(struct virtq *queue, void **cookie, uint32_t *length);

#endif

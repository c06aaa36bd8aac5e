#include "virtq.h"

#include <string.h>

#include "dma.h"
#include "say.h"

enum { INDIRECT_ENTRY_BYTES = 16 };

void virtq_make(struct virtq *queue, uint16_t index, uint16_t size, struct virtq_layout layout) {
    memset(queue, 0, sizeof *queue);
    queue->operations = layout.packed ? &virtq_packed_operations : &virtq_split_operations;
    queue->layout = layout;
    queue->index = index;
    queue->size = size;
    queue->free = size;
    for (uint16_t id = 0; layout.indirect && id < size; id++) {
        queue->tables[id] = dma_take(VIRTQ_MOST_PIECES * INDIRECT_ENTRY_BYTES, INDIRECT_ENTRY_BYTES);
    }
    queue->operations->make(queue);
}

static uint16_t unused_id(const struct virtq *queue) {
    uint16_t id = 0;
    while (queue->busy[id]) {
        id++;
    }
    return id;
}

bool virtq_add(struct virtq *queue, const struct virtq_piece *pieces, unsigned count, void *cookie) {
    // A chain of one needs no table.
    bool indirect = queue->layout.indirect && count > 1;
    uint16_t descriptors = indirect ? 1 : (uint16_t)count;
    if (descriptors > queue->free || count > VIRTQ_MOST_PIECES) {
        return false;
    }
    uint16_t id = queue->layout.packed ? unused_id(queue) : queue->split.free_head;
    queue->busy[id] = true;
    queue->cookies[id] = cookie;
    queue->lengths[id] = descriptors;
    queue->free = (uint16_t)(queue->free - descriptors);
    queue->operations->publish(queue, id, pieces, count);
    return true;
}

bool virtq_kick_needed(struct virtq *queue) {
    return queue->operations->kick_needed(queue);
}

bool virtq_take(struct virtq *queue, void **cookie, uint32_t *length) {
    uint16_t id;
    if (!queue->operations->next_used(queue, &id, length)) {
        return false;
    }
    if (id >= queue->size || !queue->busy[id]) {
        die("queue %u: the device returned chain %u, which it does not have", queue->index, id);
    }
    queue->busy[id] = false;
    queue->free = (uint16_t)(queue->free + queue->lengths[id]);
    *cookie = queue->cookies[id];
    return true;
}

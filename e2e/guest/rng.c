#include "rng.h"

#include "clock.h"
#include "dma.h"
#include "say.h"

enum { PIECE_BYTES = 64, IN_FLIGHT = 5 };

static const double PATIENCE_SECONDS = 20;

// A chain of 1 piece to as many as the ring has entries, so that chains cross the end of the ring at every place.
static bool ask(struct virtq *queue, uint8_t *memory, unsigned round) {
    struct virtq_piece pieces[VIRTQ_MOST_PIECES];
    unsigned count = 1 + round * 7 % (queue->size < VIRTQ_MOST_PIECES ? queue->size : VIRTQ_MOST_PIECES);
    for (unsigned i = 0; i < count; i++) {
        pieces[i] = (struct virtq_piece){memory + i * PIECE_BYTES, PIECE_BYTES, true};
    }
    return virtq_add(queue, pieces, count, memory);
}

void rng_check(struct virtio_device *device, uint64_t wanted_features, uint16_t vector, unsigned rounds) {
    struct virtq queue;
    uint8_t *memory[IN_FLIGHT];
    dma_start_over();
    if (!virtio_negotiate(device, wanted_features) || !virtio_enable_queue(device, &queue, 0, vector)) {
        fail("the device refuses features or has no queue");
        return;
    }
    for (unsigned i = 0; i < IN_FLIGHT; i++) {
        memory[i] = dma_take(VIRTQ_MOST_PIECES * PIECE_BYTES, PIECE_BYTES);
    }
    virtio_add_status(device, STATUS_DRIVER_OK);
    struct deadline deadline = deadline_in(PATIENCE_SECONDS);
    unsigned asked = 0, answered = 0, flown = 0;
    uint64_t bytes = 0, ones = 0;
    while (answered < rounds) {
        while (flown < IN_FLIGHT && asked < rounds && ask(&queue, memory[asked % IN_FLIGHT], asked)) {
            asked++;
            flown++;
        }
        virtio_kick(device, &queue);
        void *cookie;
        uint32_t length;
        while (virtq_take(&queue, &cookie, &length)) {
            for (uint32_t i = 0; i < length; i++) {
                ones += (unsigned)__builtin_popcount(((uint8_t *)cookie)[i]);
            }
            bytes += length;
            answered++;
            flown--;
        }
        if (!keep_waiting(&deadline)) {
            fail("%u of %u answered", answered, rounds);
            return;
        }
    }
    bool random = bytes > 0 && ones > bytes * 3 && ones < bytes * 5;
    (random ? ok : fail)("%u chains, %llu bytes%s", answered, (unsigned long long)bytes, random ? "" : ", not random");
}

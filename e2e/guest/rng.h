// QEMU's own entropy device as a partner for our virtqueues: when this works and virtio-ism does not, the rings are not to blame.
#ifndef RNG_H
#define RNG_H

#include "virtio.h"

// Asks for random bytes `rounds` times, in chains of all lengths, and answers what came. The vector is the queue's.
void rng_check(struct virtio_device *device, uint64_t wanted_features, uint16_t vector, unsigned rounds);

#endif

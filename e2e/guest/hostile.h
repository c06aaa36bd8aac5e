// A driver that breaks every rule it can: nothing it does may harm anyone but itself.
#ifndef HOSTILE_H
#define HOSTILE_H

#include "virtio.h"

// Breaks rules at random for so long; the same seed does the same steps in the same order. Answers what it did, and whether the device
// can be started in good order afterwards.
void hostile_run(struct virtio_device *device, double seconds, uint64_t seed);

#endif

// Time and patience: everything here is awaited with a bound.
#ifndef CLOCK_H
#define CLOCK_H

#include <stdbool.h>
#include <stdint.h>

// A point in time after which waiting is given up.
struct deadline {
    uint64_t end_ns;
    unsigned looks;
};

uint64_t now_ns(void);
struct deadline deadline_in(double seconds);
// Gives the processor away for a moment, longer when nothing happened for a while; false once the time is over.
bool keep_waiting(struct deadline *deadline);

#endif

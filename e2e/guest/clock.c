#include "clock.h"

#include <sched.h>
#include <time.h>
#include <unistd.h>

enum { LOOKS_WITHOUT_SLEEP = 64, NAP_US = 50 };

uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

struct deadline deadline_in(double seconds) {
    return (struct deadline){.end_ns = now_ns() + (uint64_t)(seconds * 1e9)};
}

bool keep_waiting(struct deadline *deadline) {
    if (now_ns() > deadline->end_ns) {
        return false;
    }
    if (deadline->looks++ < LOOKS_WITHOUT_SLEEP) {
        sched_yield();
    } else {
        usleep(NAP_US);
    }
    return true;
}

// Loads and stores of one width to device registers and device memory; x86 keeps them in order.
#ifndef MMIO_H
#define MMIO_H

#include <stdint.h>

typedef volatile uint8_t *mmio;

static inline uint8_t load8(mmio at) { return *at; }
static inline uint16_t load16(mmio at) { return *(volatile uint16_t *)at; }
static inline uint32_t load32(mmio at) { return *(volatile uint32_t *)at; }
static inline uint64_t load64(mmio at) { return *(volatile uint64_t *)at; }
static inline void store8(mmio at, uint8_t value) { *at = value; }
static inline void store16(mmio at, uint16_t value) { *(volatile uint16_t *)at = value; }
static inline void store32(mmio at, uint32_t value) { *(volatile uint32_t *)at = value; }
static inline void store64(mmio at, uint64_t value) { *(volatile uint64_t *)at = value; }

static inline uint64_t mmio_load(mmio at, unsigned width) {
    switch (width) {
    case 1:
        return load8(at);
    case 2:
        return load16(at);
    case 4:
        return load32(at);
    default:
        return load64(at);
    }
}

static inline void mmio_store(mmio at, unsigned width, uint64_t value) {
    switch (width) {
    case 1:
        store8(at, (uint8_t)value);
        break;
    case 2:
        store16(at, (uint16_t)value);
        break;
    case 4:
        store32(at, (uint32_t)value);
        break;
    default:
        store64(at, value);
    }
}

#endif

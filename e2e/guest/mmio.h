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

#endif

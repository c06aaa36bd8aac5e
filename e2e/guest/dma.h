// Memory that the device reaches: one huge page, so physically in one piece, that the kernel does not move.
#ifndef DMA_H
#define DMA_H

#include <stddef.h>
#include <stdint.h>

// Bytes of all memory there is for the device.
enum { DMA_SIZE = 2 << 20 };

// Takes the huge page at the first call, and gives back everything handed out before at each call.
void dma_start_over(void);
// Zeroed memory; alignment is a power of two. Never returns without.
void *dma_take(size_t size, size_t alignment);
// The address the device knows these bytes by.
uint64_t dma_address(const void *memory);
// The whole page, for those who scribble over it or map it elsewhere.
uint8_t *dma_base(void);
// From now on the device knows the page by this address, as an IOMMU maps it.
void dma_move_to(uint64_t address);

#endif

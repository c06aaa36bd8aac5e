#include "dma.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "say.h"

enum { PAGE = 4096 };

static uint8_t *base;
static size_t taken;
static uint64_t bus_address;

// Documentation/admin-guide/mm/pagemap.rst: bits 0-54 are the page frame, bit 63 says that it is there.
static uint64_t physical_address(const void *memory) {
    uint64_t entry = 0;
    int pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
    off_t at = (off_t)((uintptr_t)memory / PAGE * sizeof entry);
    if (pagemap < 0 || pread(pagemap, &entry, sizeof entry, at) != (ssize_t)sizeof entry) {
        die("/proc/self/pagemap cannot be read: is this root?");
    }
    close(pagemap);
    uint64_t frame = entry & ((UINT64_C(1) << 55) - 1);
    if (!(entry >> 63) || frame == 0) {
        die("the kernel hides physical addresses: is this root?");
    }
    return frame * PAGE + (uintptr_t)memory % PAGE;
}

void dma_start_over(void) {
    if (base == NULL) {
        void *page = mmap(NULL, DMA_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | MAP_POPULATE, -1, 0);
        if (page == MAP_FAILED) {
            die("no huge page: echo 4 >/proc/sys/vm/nr_hugepages");
        }
        base = page;
        bus_address = physical_address(base);
    }
    memset(base, 0, DMA_SIZE);
    taken = 0;
}

void *dma_take(size_t size, size_t alignment) {
    size_t at = (taken + alignment - 1) & ~(alignment - 1);
    if (size > DMA_SIZE - at) {
        die("more than %d bytes of memory for the device", DMA_SIZE);
    }
    taken = at + size;
    return base + at;
}

uint64_t dma_address(const void *memory) {
    return bus_address + (uint64_t)((const uint8_t *)memory - base);
}

uint8_t *dma_base(void) {
    return base;
}

void dma_move_to(uint64_t address) {
    bus_address = address;
}

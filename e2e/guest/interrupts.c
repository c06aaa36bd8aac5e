#include "interrupts.h"

#include <fcntl.h>
#include <linux/vfio.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "dma.h"
#include "say.h"

enum {
    MOST_VECTORS = 64,
    PATH_BYTES = 128,
    PCI_COMMAND = 0x04,
    COMMAND_MEMORY_AND_MASTER = 6,
    DEVICE_MEMORY_AT = 0x10000000, // any address the IOMMU can take
};

static int events[MOST_VECTORS];
static uint64_t counts[MOST_VECTORS];
static unsigned vectors;

static int open_or_die(const char *path) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) {
        die("%s cannot be opened: is the module vfio-pci loaded, and is there an IOMMU?", path);
    }
    return file;
}

static int open_group(const struct pci_device *device) {
    char path[PATH_BYTES], target[PATH_BYTES] = "";
    snprintf(path, sizeof path, "/sys/bus/pci/devices/%s/iommu_group", device->address);
    if (readlink(path, target, sizeof target - 1) < 0) {
        die("%s is in no IOMMU group: start QEMU with an IOMMU and the kernel with intel_iommu=on", device->address);
    }
    snprintf(path, sizeof path, "/dev/vfio/%.32s", strrchr(target, '/') + 1);
    return open_or_die(path);
}

static void map_memory(int container) {
    dma_start_over();
    struct vfio_iommu_type1_dma_map map = {
        .argsz = sizeof map,
        .flags = VFIO_DMA_MAP_FLAG_READ | VFIO_DMA_MAP_FLAG_WRITE,
        .vaddr = (uintptr_t)dma_base(),
        .iova = DEVICE_MEMORY_AT,
        .size = DMA_SIZE,
    };
    if (ioctl(container, VFIO_IOMMU_MAP_DMA, &map) != 0) {
        die("the IOMMU does not map the memory for the device");
    }
    dma_move_to(DEVICE_MEMORY_AT);
}

static void map_bars(int file, struct pci_device *device) {
    for (unsigned bar = 0; bar < PCI_BARS; bar++) {
        struct vfio_region_info info = {.argsz = sizeof info, .index = bar};
        if (ioctl(file, VFIO_DEVICE_GET_REGION_INFO, &info) != 0 || !(info.flags & VFIO_REGION_INFO_FLAG_MMAP)) {
            continue;
        }
        void *base = mmap(NULL, info.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, (off_t)info.offset);
        if (base != MAP_FAILED) {
            device->bars[bar] = (struct pci_bar){base, info.size};
        }
    }
}

static void take_vectors(int file) {
    struct vfio_irq_info info = {.argsz = sizeof info, .index = VFIO_PCI_MSIX_IRQ_INDEX};
    if (ioctl(file, VFIO_DEVICE_GET_IRQ_INFO, &info) != 0 || info.count == 0) {
        die("the device has no MSI-X");
    }
    vectors = info.count < MOST_VECTORS ? info.count : MOST_VECTORS;
    for (unsigned i = 0; i < vectors; i++) {
        events[i] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    }
    union {
        struct vfio_irq_set set;
        uint8_t bytes[sizeof(struct vfio_irq_set) + sizeof events];
    } request = {.set = {
                     .argsz = (uint32_t)(sizeof(struct vfio_irq_set) + vectors * sizeof events[0]),
                     .flags = VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_TRIGGER,
                     .index = VFIO_PCI_MSIX_IRQ_INDEX,
                     .count = vectors,
                 }};
    memcpy(request.bytes + sizeof(struct vfio_irq_set), events, vectors * sizeof events[0]);
    if (ioctl(file, VFIO_DEVICE_SET_IRQS, &request.set) != 0) {
        die("vfio-pci does not take the eventfds of %u vectors", vectors);
    }
}

void interrupts_start(struct pci_device *device) {
    pci_hand_to(device, "vfio-pci");
    int container = open_or_die("/dev/vfio/vfio");
    int group = open_group(device);
    if (ioctl(group, VFIO_GROUP_SET_CONTAINER, &container) != 0 || ioctl(container, VFIO_SET_IOMMU, VFIO_TYPE1v2_IOMMU) != 0) {
        die("vfio refuses the group of %s", device->address);
    }
    int file = ioctl(group, VFIO_GROUP_GET_DEVICE_FD, device->address);
    if (file < 0) {
        die("vfio does not hand out %s", device->address);
    }
    map_memory(container);
    map_bars(file, device);
    take_vectors(file);
    pci_config_store(device, PCI_COMMAND, 2, pci_config_load(device, PCI_COMMAND, 2) | COMMAND_MEMORY_AND_MASTER);
}

bool interrupts_came(unsigned vector) {
    uint64_t more;
    if (vector >= vectors || read(events[vector], &more, sizeof more) != (ssize_t)sizeof more) {
        return false;
    }
    counts[vector] += more;
    return true;
}

void interrupts_count(void) {
    char text[MOST_VECTORS * 24] = "";
    size_t used = 0;
    for (unsigned i = 0; i < vectors; i++) {
        interrupts_came(i);
        if (counts[i] > 0) {
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%u:%llu", used == 0 ? "" : ",", i, (unsigned long long)counts[i]);
        }
    }
    ok("vectors=%u raised=%s", vectors, used == 0 ? "none" : text);
}

#include "virtio.h"

#include <stddef.h>

#include "clock.h"
#include "say.h"

// PCI capabilities and those of virtio, 4.1.4.
enum {
    PCI_CAPABILITIES = 0x34,
    CAP_VENDOR = 0x09,
    CAP_NEXT = 1,
    CAP_TYPE = 3,
    CAP_BAR = 4,
    CAP_ID = 5,
    CAP_OFFSET = 8,
    CAP_LENGTH = 12,
    CAP_OFFSET_HIGH = 16,
    CAP_LENGTH_HIGH = 20,
    CAP_MULTIPLIER = 16,
    TYPE_COMMON = 1,
    TYPE_NOTIFY = 2,
    TYPE_ISR = 3,
    TYPE_DEVICE = 4,
    TYPE_PCI_WINDOW = 5,
    TYPE_SHARED = 8,
    MOST_CAPABILITIES = 48,
};

static const double RESET_SECONDS = 5;

static struct virtio_window window(struct pci_device *pci, unsigned cap, bool wide) {
    uint64_t offset = pci_config_load(pci, cap + CAP_OFFSET, 4);
    uint64_t length = pci_config_load(pci, cap + CAP_LENGTH, 4);
    if (wide) {
        offset |= (uint64_t)pci_config_load(pci, cap + CAP_OFFSET_HIGH, 4) << 32;
        length |= (uint64_t)pci_config_load(pci, cap + CAP_LENGTH_HIGH, 4) << 32;
    }
    unsigned number = pci_config_load(pci, cap + CAP_BAR, 1);
    if (number >= PCI_BARS) {
        die("capability at %#x names BAR %u", cap, number);
    }
    struct pci_bar bar = pci_map(pci, number);
    if (offset > bar.size || length > bar.size - offset) {
        die("capability at %#x reaches beyond BAR %u", cap, number);
    }
    return (struct virtio_window){bar.base + offset, length};
}

static void read_capability(struct virtio_device *device, unsigned cap) {
    struct pci_device *pci = &device->pci;
    unsigned id = pci_config_load(pci, cap + CAP_ID, 1);
    switch (pci_config_load(pci, cap + CAP_TYPE, 1)) {
    case TYPE_COMMON:
        device->common = window(pci, cap, false);
        break;
    case TYPE_NOTIFY:
        device->notify = window(pci, cap, false);
        device->notify_multiplier = pci_config_load(pci, cap + CAP_MULTIPLIER, 4);
        break;
    case TYPE_ISR:
        device->isr = window(pci, cap, false);
        break;
    case TYPE_DEVICE:
        device->config = window(pci, cap, false);
        break;
    case TYPE_PCI_WINDOW:
        device->pci_window = cap;
        break;
    case TYPE_SHARED:
        if (id < VIRTIO_MOST_SHARED) {
            device->shared[id] = window(pci, cap, true);
        }
        break;
    default: // 4.1.4: unknown types are ignored
        break;
    }
}

void virtio_open(struct virtio_device *device) {
    unsigned cap = pci_config_load(&device->pci, PCI_CAPABILITIES, 1);
    for (int count = 0; cap >= 0x40 && count < MOST_CAPABILITIES; count++) {
        if (pci_config_load(&device->pci, cap, 1) == CAP_VENDOR) {
            read_capability(device, cap);
        }
        cap = pci_config_load(&device->pci, cap + CAP_NEXT, 1);
    }
    if (device->common.length < COMMON_BYTES || device->notify.base == NULL || device->isr.base == NULL) {
        die("%s has no whole set of virtio structures", device->pci.address);
    }
}

uint8_t virtio_status(const struct virtio_device *device) {
    return load8(device->common.base + COMMON_STATUS);
}

void virtio_add_status(struct virtio_device *device, uint8_t bits) {
    store8(device->common.base + COMMON_STATUS, virtio_status(device) | bits);
}

bool virtio_reset(struct virtio_device *device) {
    struct deadline deadline = deadline_in(RESET_SECONDS);
    store8(device->common.base + COMMON_STATUS, 0);
    while (virtio_status(device) != 0) {
        if (!keep_waiting(&deadline)) {
            return false;
        }
    }
    return true;
}

static uint64_t offered_features(mmio common) {
    uint64_t features = 0;
    for (uint32_t word = 0; word < 2; word++) {
        store32(common + COMMON_DEVICE_FEATURE_SELECT, word);
        features |= (uint64_t)load32(common + COMMON_DEVICE_FEATURE) << (32 * word);
    }
    return features;
}

bool virtio_negotiate(struct virtio_device *device, uint64_t wanted) {
    mmio common = device->common.base;
    if (!virtio_reset(device)) {
        return false;
    }
    virtio_add_status(device, STATUS_ACKNOWLEDGE);
    virtio_add_status(device, STATUS_DRIVER);
    device->offered = offered_features(common);
    device->accepted = device->offered & wanted;
    for (uint32_t word = 0; word < 2; word++) {
        store32(common + COMMON_DRIVER_FEATURE_SELECT, word);
        store32(common + COMMON_DRIVER_FEATURE, (uint32_t)(device->accepted >> (32 * word)));
    }
    virtio_add_status(device, STATUS_FEATURES_OK);
    return virtio_status(device) & STATUS_FEATURES_OK;
}

struct virtq_layout virtio_layout(const struct virtio_device *device) {
    return (struct virtq_layout){
        .packed = device->accepted & FEATURE(F_PACKED),
        .event_idx = device->accepted & FEATURE(F_EVENT_IDX),
        .indirect = device->accepted & FEATURE(F_INDIRECT),
    };
}

static void store_address(mmio at, uint64_t address) {
    store32(at, (uint32_t)address);
    store32(at + 4, (uint32_t)(address >> 32));
}

bool virtio_enable_queue(struct virtio_device *device, struct virtq *queue, uint16_t index, uint16_t vector) {
    mmio common = device->common.base;
    store16(common + COMMON_QUEUE_SELECT, index);
    uint16_t most = load16(common + COMMON_QUEUE_SIZE);
    if (most == 0) {
        return false;
    }
    uint16_t size = most < VIRTQ_MOST_ENTRIES ? most : VIRTQ_MOST_ENTRIES;
    virtq_make(queue, index, size, virtio_layout(device));
    store16(common + COMMON_QUEUE_SIZE, size);
    store_address(common + COMMON_QUEUE_DESC, queue->descriptor_area);
    store_address(common + COMMON_QUEUE_DRIVER, queue->driver_area);
    store_address(common + COMMON_QUEUE_DEVICE, queue->device_area);
    store16(common + COMMON_QUEUE_VECTOR, vector);
    if (vector != VIRTIO_NO_VECTOR && load16(common + COMMON_QUEUE_VECTOR) != vector) {
        die("queue %u: the device refuses vector %u", index, vector);
    }
    queue->notify_offset = load16(common + COMMON_QUEUE_NOTIFY_OFF) * device->notify_multiplier;
    store16(common + COMMON_QUEUE_ENABLE, 1);
    return true;
}

void virtio_kick(struct virtio_device *device, struct virtq *queue) {
    if (virtq_kick_needed(queue)) {
        store16(device->notify.base + queue->notify_offset, queue->index);
    }
}

uint64_t virtio_config64(const struct virtio_device *device, unsigned offset) {
    uint8_t before, after;
    uint64_t value;
    do {
        before = load8(device->common.base + COMMON_GENERATION);
        value = load32(device->config.base + offset) | (uint64_t)load32(device->config.base + offset + 4) << 32;
        after = load8(device->common.base + COMMON_GENERATION);
    } while (before != after);
    return value;
}

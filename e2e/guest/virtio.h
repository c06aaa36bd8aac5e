// A virtio device over PCI, modern only: virtio 1.3, section 4.1.
#ifndef VIRTIO_H
#define VIRTIO_H

#include <stdbool.h>
#include <stdint.h>

#include "pci.h"
#include "virtq.h"

// Offsets in the common configuration, 4.1.4.3.
enum virtio_common {
    COMMON_DEVICE_FEATURE_SELECT = 0x00,
    COMMON_DEVICE_FEATURE = 0x04,
    COMMON_DRIVER_FEATURE_SELECT = 0x08,
    COMMON_DRIVER_FEATURE = 0x0c,
    COMMON_CONFIG_VECTOR = 0x10,
    COMMON_NUM_QUEUES = 0x12,
    COMMON_STATUS = 0x14,
    COMMON_GENERATION = 0x15,
    COMMON_QUEUE_SELECT = 0x16,
    COMMON_QUEUE_SIZE = 0x18,
    COMMON_QUEUE_VECTOR = 0x1a,
    COMMON_QUEUE_ENABLE = 0x1c,
    COMMON_QUEUE_NOTIFY_OFF = 0x1e,
    COMMON_QUEUE_DESC = 0x20,
    COMMON_QUEUE_DRIVER = 0x28,
    COMMON_QUEUE_DEVICE = 0x30,
    COMMON_BYTES = 0x38,
};

// Bits of the device status, 2.1.
enum {
    STATUS_ACKNOWLEDGE = 1,
    STATUS_DRIVER = 2,
    STATUS_DRIVER_OK = 4,
    STATUS_FEATURES_OK = 8,
    STATUS_NEEDS_RESET = 64,
    STATUS_FAILED = 128,
};

#define FEATURE(bit) (UINT64_C(1) << (bit))
enum { F_INDIRECT = 28, F_EVENT_IDX = 29, F_VERSION_1 = 32, F_ACCESS_PLATFORM = 33, F_PACKED = 34 };

enum { VIRTIO_NO_VECTOR = 0xffff, VIRTIO_MOST_SHARED = 8 };

// A structure that a capability names; base is NULL if there is none.
struct virtio_window {
    mmio base;
    uint64_t length;
};

struct virtio_device {
    struct pci_device pci;
    struct virtio_window common, notify, isr, config;
    struct virtio_window shared[VIRTIO_MOST_SHARED]; // by their id
    uint32_t notify_multiplier;
    unsigned pci_window; // offset of the capability of type 5 in configuration space; 0 if there is none
    uint64_t offered, accepted;
};

// Maps everything that the capabilities of a claimed device name.
void virtio_open(struct virtio_device *device);
// Resets the device, and returns once it says that it is; false if it does not within 5 s.
bool virtio_reset(struct virtio_device *device);
uint8_t virtio_status(const struct virtio_device *device);
void virtio_add_status(struct virtio_device *device, uint8_t bits);
// From reset to FEATURES_OK with those of the wanted features that are offered; false if the device refuses them.
bool virtio_negotiate(struct virtio_device *device, uint64_t wanted);
struct virtq_layout virtio_layout(const struct virtio_device *device);
// Makes a queue as big as both sides can and enables it; false if the device has none of this index.
bool virtio_enable_queue(struct virtio_device *device, struct virtq *queue, uint16_t index, uint16_t vector);
// Tells the device, if it wants to know, of what was added to a queue.
void virtio_kick(struct virtio_device *device, struct virtq *queue);
// 64 bits of the device's own configuration.
uint64_t virtio_config64(const struct virtio_device *device, unsigned offset);

#endif

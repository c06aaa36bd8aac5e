// PCI devices by sysfs: configuration space, and BARs mapped into this process.
#ifndef PCI_H
#define PCI_H

#include <stdbool.h>
#include <stdint.h>

#include "mmio.h"

enum { PCI_BARS = 6, PCI_CONFIG_BYTES = 256 };

struct pci_bar {
    mmio base; // NULL: not mapped
    uint64_t size;
};

struct pci_device {
    char address[16]; // 0000:00:03.0
    int config;       // file descriptor of configuration space
    struct pci_bar bars[PCI_BARS];
};

// The nth device, from 0, with these ids; false if there is none.
bool pci_find(struct pci_device *found, uint16_t vendor, uint16_t device, unsigned nth);
// Takes the device from the kernel's driver and lets it answer and reach memory.
void pci_claim(struct pci_device *device);
// Hands it to a kernel driver, by its name.
void pci_hand_to(struct pci_device *device, const char *driver);
// Maps a BAR if it is not yet; dies if it cannot.
struct pci_bar pci_map(struct pci_device *device, unsigned bar);
// Little-endian value of width 1, 2 or 4.
uint32_t pci_config_load(const struct pci_device *device, unsigned offset, unsigned width);
void pci_config_store(const struct pci_device *device, unsigned offset, unsigned width, uint32_t value);

#endif

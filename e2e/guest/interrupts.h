// Interrupts by the kernel's vfio-pci: each vector of MSI-X counted by an eventfd. Needs an IOMMU (vfio without one is not in Debian's
// kernel); the memory for the device is then known to it by the IOMMU's address.
#ifndef INTERRUPTS_H
#define INTERRUPTS_H

#include "pci.h"

// Hands the device to vfio-pci, maps the memory for the device and the BARs, and takes all its vectors.
void interrupts_start(struct pci_device *device);
// Whether this vector was raised since it was last asked.
bool interrupts_came(unsigned vector);
// Answers how often each vector was raised since the start.
void interrupts_count(void);

#endif

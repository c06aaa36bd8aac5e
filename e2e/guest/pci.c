#include "pci.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "say.h"

#define DEVICES "/sys/bus/pci/devices"
#define DRIVERS "/sys/bus/pci/drivers"

enum {
    COMMAND = 0x04,
    COMMAND_MEMORY = 2,
    COMMAND_MASTER = 4,
    PATH_BYTES = 128,
};

static bool write_text(const char *path, const char *text) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    size_t length = strlen(text);
    bool written = write(file, text, length) == (ssize_t)length;
    close(file);
    return written;
}

static long read_number(const char *address, const char *name) {
    char path[PATH_BYTES];
    char text[32] = "";
    snprintf(path, sizeof path, DEVICES "/%s/%s", address, name);
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return -1;
    }
    char *line = fgets(text, sizeof text, file);
    fclose(file);
    return line == NULL ? -1 : strtol(line, NULL, 0);
}

static int by_address(const struct dirent **one, const struct dirent **other) {
    return strcmp((*one)->d_name, (*other)->d_name);
}

static void open_config(struct pci_device *device) {
    char path[PATH_BYTES];
    snprintf(path, sizeof path, DEVICES "/%s/config", device->address);
    device->config = open(path, O_RDWR | O_CLOEXEC);
    if (device->config < 0) {
        die("%s cannot be opened", path);
    }
}

bool pci_find(struct pci_device *found, uint16_t vendor, uint16_t device, unsigned nth) {
    struct dirent **entries;
    int count = scandir(DEVICES, &entries, NULL, by_address);
    bool there = false;
    for (int i = 0; i < count; i++) {
        const char *address = entries[i]->d_name;
        if (!there && read_number(address, "vendor") == vendor && read_number(address, "device") == device && nth-- == 0) {
            memset(found, 0, sizeof *found);
            snprintf(found->address, sizeof found->address, "%.15s", address);
            there = true;
        }
        free(entries[i]);
    }
    if (count >= 0) {
        free(entries);
    }
    if (there) {
        open_config(found);
    }
    return there;
}

static void unbind(const struct pci_device *device) {
    char path[PATH_BYTES];
    snprintf(path, sizeof path, DEVICES "/%s/driver/unbind", device->address);
    write_text(path, device->address);
}

void pci_claim(struct pci_device *device) {
    char path[PATH_BYTES];
    unbind(device);
    snprintf(path, sizeof path, DEVICES "/%s/enable", device->address);
    if (!write_text(path, "1")) {
        die("%s: the kernel does not enable it", device->address);
    }
    uint32_t command = pci_config_load(device, COMMAND, 2);
    pci_config_store(device, COMMAND, 2, command | COMMAND_MEMORY | COMMAND_MASTER);
}

void pci_hand_to(struct pci_device *device, const char *driver) {
    char path[PATH_BYTES];
    unbind(device);
    snprintf(path, sizeof path, DEVICES "/%s/driver_override", device->address);
    bool named = write_text(path, driver);
    snprintf(path, sizeof path, DRIVERS "/%s/bind", driver);
    if (!named || !write_text(path, device->address)) {
        die("%s does not take %s: is the module loaded?", driver, device->address);
    }
}

struct pci_bar pci_map(struct pci_device *device, unsigned bar) {
    if (device->bars[bar].base != NULL) {
        return device->bars[bar];
    }
    char path[PATH_BYTES];
    struct stat status;
    snprintf(path, sizeof path, DEVICES "/%s/resource%u", device->address, bar);
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0) {
        die("%s: there is no BAR %u", device->address, bar);
    }
    void *base = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (base == MAP_FAILED) {
        die("%s: BAR %u cannot be mapped: does a driver hold it?", device->address, bar);
    }
    device->bars[bar] = (struct pci_bar){base, (uint64_t)status.st_size};
    return device->bars[bar];
}

uint32_t pci_config_load(const struct pci_device *device, unsigned offset, unsigned width) {
    uint32_t value = 0;
    if (pread(device->config, &value, width, (off_t)offset) != (ssize_t)width) {
        die("%s: configuration byte %u cannot be read", device->address, offset);
    }
    return value;
}

void pci_config_store(const struct pci_device *device, unsigned offset, unsigned width, uint32_t value) {
    if (pwrite(device->config, &value, width, (off_t)offset) != (ssize_t)width) {
        die("%s: configuration byte %u cannot be written", device->address, offset);
    }
}

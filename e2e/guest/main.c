// A guest of virtio-ism in user space, without a kernel driver: reads verbs from standard input or from its arguments, and answers each
// with one line that starts with "ok", "nak" (the device's ack is not OK) or "fail". Lines that start with "#" are remarks.
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interrupts.h"
#include "rng.h"
#include "say.h"
#include "verbs.h"

enum { LINE_BYTES = 1024, RNG_ROUNDS = 2000 };

static const char USAGE[] = "usage: ism-guest [--device VENDOR:DEVICE] [--nth N] [--vfio] [--rng] [VERB [ARGUMENT...] [, VERB...]...]\n"
                            "  --device  ids of the device, in hexadecimal; without it 1af4:106c, virtio-ism, or else 1af4:1055\n"
                            "  --nth     which of them, from 0\n"
                            "  --vfio    through the kernel's vfio-pci and an IOMMU, with interrupts, instead of sysfs\n"
                            "  --rng     check the virtqueues with QEMU's entropy device instead\n"
                            "Without verbs they are read from standard input, one a line. Verbs:\n";

struct options {
    unsigned vendor, device, nth;
    bool given, vfio, rng;
};

static const struct verb *const all_verbs[] = {device_verbs, byte_verbs, event_verbs};

static void print_usage(void) {
    fputs(USAGE, stdout);
    for (unsigned kind = 0; kind < sizeof all_verbs / sizeof all_verbs[0]; kind++) {
        for (const struct verb *verb = all_verbs[kind]; verb->name != NULL; verb++) {
            printf("  %-10s %-44s %s\n", verb->name, verb->arguments, verb->meaning);
        }
    }
}

static const struct verb *find_verb(const char *name) {
    for (unsigned kind = 0; kind < sizeof all_verbs / sizeof all_verbs[0]; kind++) {
        for (const struct verb *verb = all_verbs[kind]; verb->name != NULL; verb++) {
            if (strcmp(verb->name, name) == 0) {
                return verb;
            }
        }
    }
    return NULL;
}

struct ism_region *region_of(struct session *session, const struct line *line) {
    uint64_t token = line_number(line, 1, 0);
    struct ism_region *region = token == 0 ? NULL : ism_region(&session->ism, token);
    if (region == NULL) {
        fail("not attached to %s", line->words[1]);
    }
    return region;
}

// False at "quit".
static bool run_line(struct session *session, const struct line *line) {
    if (line->count == 0) {
        return true;
    }
    if (strcmp(line->words[0], "quit") == 0) {
        ok("bye");
        return false;
    }
    const struct verb *verb = find_verb(line->words[0]);
    if (verb == NULL) {
        fail("there is no verb %s; ism-guest --help lists them", line->words[0]);
    } else if (line->count <= verb->least) {
        fail("%s %s: arguments are missing", verb->name, verb->arguments);
    } else if (verb->needs_open && !session->open) {
        fail("%s: open the device first", verb->name);
    } else {
        verb->run(session, line);
    }
    return true;
}

static void run_input(struct session *session) {
    char text[LINE_BYTES];
    struct line line;
    do {
        if (fgets(text, sizeof text, stdin) == NULL) {
            return;
        }
        line_cut(&line, text);
    } while (run_line(session, &line));
}

static void run_arguments(struct session *session, char **words, int count) {
    struct line line = {0};
    for (int i = 0; i <= count; i++) {
        if (i == count || strcmp(words[i], ",") == 0) {
            run_line(session, &line);
            line.count = 0;
        } else if (line.count < WORDS_MOST) {
            line.words[line.count++] = words[i];
        }
    }
}

static struct options parse(int count, char **words) {
    static const struct option known[] = {
        {"device", required_argument, NULL, 'd'}, {"nth", required_argument, NULL, 'n'}, {"vfio", no_argument, NULL, 'v'},
        {"rng", no_argument, NULL, 'r'},          {"help", no_argument, NULL, 'h'},      {0},
    };
    struct options options = {.vendor = 0x1af4, .device = 0x106c};
    int option;
    while ((option = getopt_long(count, words, "+", known, NULL)) != -1) {
        switch (option) {
        case 'd':
            options.given = sscanf(optarg, "%4x:%4x", &options.vendor, &options.device) == 2;
            break;
        case 'n':
            options.nth = (unsigned)strtoul(optarg, NULL, 0);
            break;
        case 'v':
            options.vfio = true;
            break;
        case 'r':
            options.rng = true;
            break;
        case 'h':
            print_usage();
            exit(0);
        default:
            exit(2);
        }
    }
    return options;
}

static void find_device(struct pci_device *pci, const struct options *options) {
    enum { VIRTIO_VENDOR = 0x1af4, RNG = 0x1044, SURROGATE = 0x1055 };
    bool found;
    if (options->rng) {
        found = pci_find(pci, VIRTIO_VENDOR, RNG, options->nth);
    } else {
        found = pci_find(pci, (uint16_t)options->vendor, (uint16_t)options->device, options->nth);
        found = found || (!options->given && pci_find(pci, VIRTIO_VENDOR, SURROGATE, options->nth));
    }
    if (!found) {
        die("there is no such device; ls /sys/bus/pci/devices");
    }
}

static void run_rng(struct session *session) {
    static const uint64_t layouts[] = {
        0,
        FEATURE(F_INDIRECT),
        FEATURE(F_EVENT_IDX),
        FEATURE(F_PACKED),
        FEATURE(F_PACKED) | FEATURE(F_EVENT_IDX),
        FEATURE(F_PACKED) | FEATURE(F_INDIRECT) | FEATURE(F_EVENT_IDX),
    };
    for (unsigned i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        uint64_t features = FEATURE(F_VERSION_1) | FEATURE(F_ACCESS_PLATFORM) | layouts[i];
        rng_check(&session->device, features, session->interrupts ? 0 : VIRTIO_NO_VECTOR, RNG_ROUNDS);
        if (session->interrupts) {
            interrupts_count();
        }
    }
}

int main(int count, char **words) {
    static struct session session;
    struct options options = parse(count, words);
    find_device(&session.device.pci, &options);
    pci_claim(&session.device.pci);
    if (options.vfio) {
        interrupts_start(&session.device.pci);
        session.interrupts = true;
    }
    virtio_open(&session.device);
    note("device %s", session.device.pci.address);
    if (options.rng) {
        run_rng(&session);
    } else if (optind < count) {
        run_arguments(&session, words + optind, count - optind);
    } else {
        ok("ready");
        run_input(&session);
    }
    virtio_reset(&session.device);
    return 0;
}

// How the program talks: one answer to each command, and the end of the program when the machine is not as it must be.
#ifndef SAY_H
#define SAY_H

// Lines beside the answer start with '#'.
void note(const char *format, ...) __attribute__((format(printf, 1, 2)));
// The answer: done.
void ok(const char *format, ...) __attribute__((format(printf, 1, 2)));
// The answer: the device, or the data, is not as the command expects.
void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
// The machine is not as this program needs it: says so and ends with 1.
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif

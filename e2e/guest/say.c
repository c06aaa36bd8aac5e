#include "say.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void line(const char *start, const char *format, va_list arguments) {
    fputs(start, stdout);
    vprintf(format, arguments);
    putchar('\n');
    fflush(stdout);
}

void note(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    line("# ", format, arguments);
    va_end(arguments);
}

void ok(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    line("ok ", format, arguments);
    va_end(arguments);
}

void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    line("fail ", format, arguments);
    va_end(arguments);
}

void die(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    line("fail ", format, arguments);
    va_end(arguments);
    exit(1);
}

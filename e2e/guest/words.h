// A line of input as words, and the values they stand for.
#ifndef WORDS_H
#define WORDS_H

#include <stdbool.h>
#include <stdint.h>

enum { WORDS_MOST = 16 };

struct line {
    unsigned count;
    char *words[WORDS_MOST];
};

// Cuts the text in place.
void line_cut(struct line *line, char *text);
bool line_has(const struct line *line, const char *word);
// The nth word as a number, decimal, 0x or with K, M, G; `missing` if there is none. What is no number is `missing` too.
uint64_t line_number(const struct line *line, unsigned nth, uint64_t missing);
double line_seconds(const struct line *line, unsigned nth, double missing);
// Permissions as letters, r w a m and c for CLEAN_DEFAULT, "-" for none.
uint64_t line_rights(const struct line *line, unsigned nth);

#endif

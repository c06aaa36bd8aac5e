#include "words.h"

#include <stdlib.h>
#include <string.h>

#include "ism.h"

void line_cut(struct line *line, char *text) {
    char *rest = NULL;
    line->count = 0;
    for (char *word = strtok_r(text, " \t\r\n", &rest); word != NULL && line->count < WORDS_MOST; word = strtok_r(NULL, " \t\r\n", &rest)) {
        line->words[line->count++] = word;
    }
}

bool line_has(const struct line *line, const char *word) {
    for (unsigned i = 0; i < line->count; i++) {
        if (strcmp(line->words[i], word) == 0) {
            return true;
        }
    }
    return false;
}

uint64_t line_number(const struct line *line, unsigned nth, uint64_t missing) {
    if (nth >= line->count) {
        return missing;
    }
    char *end;
    uint64_t value = strtoull(line->words[nth], &end, 0);
    if (end == line->words[nth]) {
        return missing;
    }
    switch (*end) {
    case 'K':
        return value << 10;
    case 'M':
        return value << 20;
    case 'G':
        return value << 30;
    default:
        return value;
    }
}

double line_seconds(const struct line *line, unsigned nth, double missing) {
    return nth < line->count ? strtod(line->words[nth], NULL) : missing;
}

uint64_t line_rights(const struct line *line, unsigned nth) {
    static const struct {
        char letter;
        uint64_t right;
    } rights[] = {{'r', ISM_READ}, {'w', ISM_WRITE}, {'a', ISM_ATTACH}, {'m', ISM_MANAGE}, {'c', ISM_CLEAN_DEFAULT}};
    uint64_t all = 0;
    for (unsigned i = 0; nth < line->count && i < sizeof rights / sizeof rights[0]; i++) {
        if (strchr(line->words[nth], rights[i].letter) != NULL) {
            all |= rights[i].right;
        }
    }
    return all;
}

/* The differences between two banks as words on a terminal. */
#ifndef QB_CMD_DIFF_WORDS_H
#define QB_CMD_DIFF_WORDS_H

#include <stdbool.h>

struct difference;
struct out;

struct diff_words;

/* diff_words_new: writes to o, in colour or with [-marks-]{+around+} the words; free with diff_words_free(). */
struct diff_words *diff_words_new(struct out *o, bool color);
/*
 * diff_words_add: writes the difference, below the id and the title of the question unless it has the id of the
 * previous one.
 */
void diff_words_add(struct diff_words *v, const struct difference *d);
void diff_words_free(struct diff_words *v);

#endif

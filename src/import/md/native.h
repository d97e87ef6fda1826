/* What only a native export in Markdown has: a comment with its columns, and answers at the end. */
#ifndef QB_IMPORT_MD_NATIVE_H
#define QB_IMPORT_MD_NATIVE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct import;
struct item;
struct map;
struct slice;

/*
 * native_detect: whether one of the first lines of the file begins the comment that names the
 * columns; stores whether the line ends in CR and LF.
 */
bool native_detect(struct slice file, bool *cr);
/* native_columns: whether the comment, without its ends, names the columns; stores their list. */
bool native_columns(struct slice body, struct slice *list);
/* native_remove_cr: replaces each CR and LF by LF. */
void native_remove_cr(struct buf *file);

/* The questions of a native export by their numbers, to which the answers at the end refer. */
struct native_numbers {
	struct map *numbers; /* NULL: none */
	struct native_question *question;
	size_t n, cap;
};

/* native_number: adds the number of the question in that row. */
void native_number(struct native_numbers *numbers, size_t number, size_t row);
/*
 * native_answer: stores the row of the question that the item, an answer at the end, answers.  False, having
 * reported an error, if there is no such question, several have its number, or it has an answer.
 */
bool native_answer(struct import *im, struct native_numbers *numbers, const struct item *it, size_t *row);
/* native_free: frees the content; *numbers is empty then. */
void native_free(struct native_numbers *numbers);

#endif

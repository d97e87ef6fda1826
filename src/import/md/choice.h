/* Choices and their key in Markdown: task lists, lettered lists, and lines such as `Answer: B, C`. */
#ifndef QB_IMPORT_MD_CHOICE_H
#define QB_IMPORT_MD_CHOICE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct choices;
struct scan;
struct scan_line;

/* The mark of a choice. */
struct choice_mark {
	char label;   /* a letter in upper case, or a digit; 0: a box only */
	bool box;     /* `[ ]` or `[x]` */
	bool correct; /* by its box, by bold type, or by a check mark */
	struct slice text;
};

/* choice_marks: whether the line may be a choice. */
bool choice_marks(const struct scan_line *l);
/* choice_parse: reads the mark of a line; false if it has none. */
bool choice_parse(const struct scan_line *l, struct choice_mark *mark);
/*
 * choice_find: the first line, at or after from and before to, of a list of at least two choices
 * with the labels A, B, ... or boxes; stores the line after the list.  to if there is none.
 */
size_t choice_find(const struct scan *s, size_t from, size_t to, size_t *end);
/*
 * choice_key: whether the text after `Answer:` begins with the labels or is the text of choices in
 * *c, whose labels are in the string; marks these as correct and stores what follows in *rest.
 */
bool choice_key(struct choices *c, const char *labels, struct slice text, struct slice *rest);

#endif

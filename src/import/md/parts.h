/* A body that is being split, for body.c and choices.c. */
#ifndef QB_IMPORT_MD_PARTS_H
#define QB_IMPORT_MD_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "import/md/scan.h"

struct body;
struct body_source;

/* Labels of choices; a list has at most 32. */
enum { BODY_LABELS = 64 };

struct body_parts {
	const struct body_source *src;
	struct scan s;
	size_t first;            /* the first line after comments with metadata */
	size_t choices, after;   /* the list of choices: its first line and the line after it; or s.n */
	size_t answer;           /* the line with the mark of the answer, or s.n */
	size_t text;             /* the first line of the answer that is copied whole */
	struct slice rest;       /* what precedes that: the text after the mark, or after the key */
	char label[BODY_LABELS]; /* of the choices */
};

/* body_has_choices: whether the list is one of choices: letters that begin sentences of an answer are none. */
bool body_has_choices(const struct body_parts *p);
/* body_find_choices: finds and reads the choices and their key; sets choices, after, text and rest. */
void body_find_choices(struct body_parts *p, struct body *b);

#endif

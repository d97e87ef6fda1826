/* The `<details>` of a Markdown file. */
#ifndef QB_IMPORT_MD_DETAILS_H
#define QB_IMPORT_MD_DETAILS_H

#include <stddef.h>

#include "base/slice.h"

struct scan;

struct details {
	const char *from, *to; /* from `<details>` to after `</details>` */
	struct slice summary;  /* what is in `<summary>`, trimmed; or empty */
	struct slice body;     /* the rest */
};

struct details_list {
	struct details *list; /* in order; the nested ones too */
	size_t n, cap;
};

/*
 * details_find: finds all of them outside of code.  One that is not closed ends before the next one
 * or before a heading, or at the end.
 */
void details_find(const struct scan *s, struct details_list *list);
void details_free(struct details_list *list);

#endif

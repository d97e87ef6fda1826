/* The questions of a Markdown file of any shape, as rows; the rest of the file is reported. */
#ifndef QB_IMPORT_MD_QUESTIONS_H
#define QB_IMPORT_MD_QUESTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct body;
struct import;
struct keys;
struct scan;
struct shape;
struct slice;
struct units;

/* How many of the rows of a file are what a wrong shape would find. */
struct plausible {
	size_t rows, answered, boxes, links;
};

struct questions {
	struct import *im;
	const char *operand;
	const struct keys *keys;
	struct plausible found;
	bool stars;      /* are levels */
	size_t relative; /* links and images that only work where the file is */
};

/* questions_count: counts a row with this question; answered: it has an answer or choices. */
void questions_count(struct plausible *p, struct slice question, bool answered);
/* questions_is_link: whether a question is a link around a text that does not ask, as in a list of links. */
bool questions_is_link(struct slice question);
/*
 * questions_read: adds a row for each unit, and reports each line that no unit and no topic
 * explains.  Returns -1, having called fail(), if md4c fails.
 */
int questions_read(struct questions *q, const struct scan *s, const struct units *u);
/*
 * questions_check: whether the rows can be the questions of the file: if not, -1, having called
 * fail() with what was found.  shape is how; unused is the number of paragraphs and code blocks
 * that were skipped.
 */
int questions_check(const struct questions *q, const char *shape, size_t unused);

#endif

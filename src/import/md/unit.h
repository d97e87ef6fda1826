/* The questions of a Markdown file as one shape sees them: a title, and a body up to the next question. */
#ifndef QB_IMPORT_MD_UNIT_H
#define QB_IMPORT_MD_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct scan;

/* No heading, or no line. */
#define NO_UNIT_LINE SIZE_MAX

struct unit {
	size_t first, last;  /* its lines, from 0 */
	size_t number;       /* of the question in the source; 0: none */
	size_t topic, level; /* the lines of the headings that give them, or NO_UNIT_LINE */
	struct slice title;  /* without prefix; borrowed from the source, as the body */
	struct slice body;   /* as in the source, with its indentation and quote markers */
	struct slice extra;  /* its level of difficulty, as of a table; or empty */
	unsigned strength;   /* see prompt_strength() */
};

struct units {
	struct unit *unit;
	size_t n, cap;
	uint64_t score;      /* the lines that are explained, each times the strength of its unit */
	unsigned char level; /* of headings; 0 for other shapes */
};

/* What a line is to a shape. */
enum unit_role {
	UNIT_BODY,
	UNIT_START,
	UNIT_TOPIC, /* a heading that ends a question and gives the topic of those after it */
	UNIT_END    /* what follows is neither question nor answer */
};

/*
 * A shape, line by line.  role() is called for each line that is not blank, code, comment or front
 * matter; where it returns UNIT_START it has set title, number and strength of *next, and body to
 * the text where the body begins, up to any end.
 */
struct unit_rule {
	enum unit_role (*role)(const struct scan *s, size_t line, struct unit *next, void *arg);
	void *arg;
};

/* units_walk: appends the units that the rule finds, and adds to the score. */
void units_walk(const struct scan *s, const struct unit_rule *rule, struct units *u);
/* units_add: appends a unit whose lines, title and body are set, and adds to the score. */
void units_add(const struct scan *s, struct units *u, const struct unit *unit);
/* unit_title: the title that begins in this line: the paragraph, or its first line if that asks; stores the body. */
struct slice unit_title(const struct scan *s, size_t line, struct slice *body);
/* unit_begins_paragraph: whether the line before is blank, or ends another block. */
bool unit_begins_paragraph(const struct scan *s, size_t line);
void units_free(struct units *u);

#endif

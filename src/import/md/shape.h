/* The shapes that question banks have in Markdown.  Each is a file with one function. */
#ifndef QB_IMPORT_MD_SHAPE_H
#define QB_IMPORT_MD_SHAPE_H

#include <stddef.h>

#include "import/md/unit.h"

struct scan;

struct shape {
	const char *name;   /* for the summary: "headings" */
	const char *option; /* the value of --questions that forces it, or NULL */
	/* Finds the questions, and how much they explain: the score. */
	void (*find)(const struct scan *s, struct units *u);
};

extern const struct shape shape_headings, shape_details, shape_items, shape_numbered, shape_bold, shape_dialogue,
    shape_table, shape_cards;

/*
 * shape_choose: finds the questions by the shape that explains most, and returns it; NULL if none
 * explains anything.  option: the value of --questions; NULL: any shape.
 */
const struct shape *shape_choose(const struct scan *s, const char *option, struct units *u);
/* shape_topic: what a line is to a shape whose questions are not headings: a topic if it is a heading, else UNIT_BODY. */
enum unit_role shape_topic(const struct scan *s, size_t line);

#endif

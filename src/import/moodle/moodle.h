/* The state of reading a Moodle XML file. */
#ifndef QB_IMPORT_MOODLE_MOODLE_H
#define QB_IMPORT_MOODLE_MOODLE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "import/keys.h"

struct choices;

struct moodle {
	struct import *im;
	const char *operand;
	bool native;         /* written by qb-format */
	struct keys keys;    /* the columns of a native export */
	struct map *names;   /* that are ids; NULL: none */
	struct buf category; /* the path of the current category, as the file has it */
	size_t lineno;       /* of the current question */
};

/* question.c */

/*
 * moodle_question: reads an element <question>: sets the category, adds a row, or reports that a
 * question of this type is not imported.
 */
void moodle_question(struct moodle *m, const xmlNode *question);
/*
 * moodle_convert: appends the text of an element, such as <questiontext>, as CommonMark, by its attribute
 * `format`; without one it has the format given here.
 */
void moodle_convert(const struct moodle *m, const xmlNode *element, const char *format, struct buf *b);

/* answer.c */

/* moodle_choices: adds the answers of a multiple-choice question to *c. */
void moodle_choices(const struct moodle *m, const xmlNode *question, struct choices *c);
/* moodle_true_false, moodle_answers: append the correct answer of such a question, and of a short or numerical one. */
void moodle_true_false(const struct moodle *m, const xmlNode *question, struct buf *b);
void moodle_answers(const struct moodle *m, const xmlNode *question, struct buf *b);

/* own.c */

/* moodle_begin_own: takes the columns of a native export from the root element. */
void moodle_begin_own(struct moodle *m, const xmlNode *quiz);
/* moodle_set_own: sets the record's own fields, where what Moodle shows of them was not changed. */
void moodle_set_own(struct moodle *m, const xmlNode *question, size_t row);
/* moodle_tags: appends the tags, separated by commas. */
void moodle_tags(const xmlNode *question, struct buf *b);

#endif

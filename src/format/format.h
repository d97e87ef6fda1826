/*
 * An output format of qb-format: one file with a begin, a record and an end function, and one line
 * in registry.c.
 */
#ifndef QB_FORMAT_FORMAT_H
#define QB_FORMAT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "bank/record.h"
#include "base/buf.h"
#include "format/job.h"

struct format {
	const char *name;
	bool needs_question;          /* the bank must have the column question */
	bool opens_files;             /* begin() opens files: fonts, and a list of them */
	enum answers default_answers; /* where -a puts the answers */
	/* NULL, or called before anything is opened, with the command line. */
	void (*start)(char *argv[]);
	size_t state_size; /* bytes of the state of a run, which is zero before begin() and freed after end() */
	/* Each returns 0, or -1 having called fail(). */
	int (*begin)(void *state, struct job *j);
	int (*record)(void *state, struct job *j, struct record *r);
	int (*end)(void *state, struct job *j);
};

/* In the order in which messages list them; format_template, for -f, is not listed. */
extern const struct format format_text, format_md, format_html, format_pdf, format_jsonl, format_json, format_csv,
    format_gift, format_anki, format_template;

/* format_find: the format of that name, or NULL; format_names: appends their names, as "a, b or c". */
const struct format *format_find(const char *name);
const char *format_names(struct buf *b);

#endif

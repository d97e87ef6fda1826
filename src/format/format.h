/*
 * The output formats of qb-format.  A new one takes a file, src/format/NAME.c, that defines
 * format_NAME; its declaration below; its row in registry.c; and its word in FORMAT in the Makefile.
 */
#ifndef QB_FORMAT_FORMAT_H
#define QB_FORMAT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "format/job.h"

struct buf;
struct record;

/* Options for papers that only some formats have. */
enum { FORMAT_PLAIN = 1, FORMAT_HEADER = 2, FORMAT_SPACE = 4, FORMAT_POINTS = 8, FORMAT_COLUMNS = 16 };

struct format {
	const char *name;
	unsigned options;             /* those that the format has */
	const char *helper;           /* the program that implements the format, or NULL: see cmd/exec.h */
	bool needs_question;          /* the bank must have the column question */
	void (*load)(void);           /* opens files in advance, fonts, and more are opened later; or NULL */
	enum answers default_answers; /* where -a puts the answers */
	size_t state_size;            /* size of the state, which is zero before begin() */
	/*
	 * Each returns 0, or -1 having called fail(); after a failure no other is called and the
	 * program exits.  end() frees what the state owns; the caller frees the state itself.
	 */
	int (*begin)(void *state, struct job *j);
	int (*record)(void *state, struct job *j, struct record *r);
	int (*end)(void *state, struct job *j);
};

extern const struct format format_text;
extern const struct format format_md;
extern const struct format format_html;
extern const struct format format_jsonl;
extern const struct format format_json;
extern const struct format format_csv;
extern const struct format format_gift;
extern const struct format format_anki;
extern const struct format format_moodle;
extern const struct format format_aiken;
extern const struct format format_template; /* -f: not in the list of formats */
extern const struct format format_booklet;  /* pdf, in qb-format-pdf only */
extern const struct format format_deck;     /* apkg, in qb-format-apkg only */

/* format_find: the format of that name, or NULL; format_names: appends the names as "a, b, c". */
const struct format *format_find(const char *name);
const char *format_names(struct buf *b);

#endif

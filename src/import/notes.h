/* What was found in a file besides its records: collected while it is read, printed in the order of its lines. */
#ifndef QB_IMPORT_NOTES_H
#define QB_IMPORT_NOTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct import;

enum note_type {
	NOTE_REPORT,
	NOTE_SKIPPED, /* counted in the summary */
	NOTE_REST,    /* a further line of a part that is skipped */
	NOTE_ERROR    /* nothing is written then */
};

struct note {
	enum note_type type;
	const char *kind; /* of a part, "paragraph"; of a message, its format */
	size_t lineno;
	size_t offset, n; /* its text, in notes.text */
};

/* The notes of a file, and its part of the summary. */
struct notes {
	struct note *note;
	size_t n, cap;
	struct buf text;
	bool verbose;       /* print every note, and each with its whole text */
	char *shape;        /* what was recognized as questions, or NULL */
	size_t first_row;   /* the first record of the file */
	struct summary *of; /* the files that were read, for the summary */
	size_t files, files_cap;
};

/* notes_print_summary: prints a line for each file of which something was skipped. */
void notes_print_summary(const struct import *im);
void notes_free(struct notes *notes);

#endif

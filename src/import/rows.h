/* The rows of an import, for rows.c and layout.c. */
#ifndef QB_IMPORT_ROWS_H
#define QB_IMPORT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/progress.h"
#include "import/notes.h"

/* A field of a row: bytes of import.text. */
struct import_field {
	size_t col, offset, n;
};

struct import_row {
	const char *file; /* as in messages */
	size_t lineno, number;
	struct import_field *field; /* if two have the same column, the last one counts */
	size_t n, cap;
	bool answered; /* set when it is written */
};

/* The import; its columns have the names of the source. */
struct import {
	struct map *columns;   /* by their names in the source */
	const char *map;       /* --map, or NULL */
	const char *prefix;    /* --prefix, or NULL */
	const char *names;     /* --columns, or NULL */
	const char *encoding;  /* --encoding, or NULL */
	void *decode;          /* its iconv_t */
	bool recognize;        /* see import_recognize() */
	bool foreign;          /* the source has values that no bank has */
	bool *omitted;         /* of each column: it is not written; NULL: none */
	const char *questions; /* --questions, or NULL */
	struct after *after;   /* --after, or NULL */
	struct import_row *row;
	size_t n, cap;
	struct buf text; /* the fields, escaped */
	struct progress progress;
	struct notes notes;
};

/* import_end_encoding: frees what import_set_encoding() made. */
void import_end_encoding(struct import *im);

#endif

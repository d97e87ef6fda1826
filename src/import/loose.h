/* CSV with quotes that RFC 4180 does not allow, as people and programs write it. */
#ifndef QB_IMPORT_LOOSE_H
#define QB_IMPORT_LOOSE_H

#include <stdbool.h>

#include "base/slice.h"

struct buf;
struct csv;
struct import;

struct loose_input {
	const char *operand;
	struct slice text;
	char delim;       /* between fields */
	bool open_quotes; /* a quote without an end is text */
};

/*
 * loose_convert: appends the text to *lines as TSV.  A field is quoted if, apart from spaces, it begins
 * with a quote and ends with one; any other quote is text, which is reported.  Returns the converter,
 * which knows the line numbers and which the caller frees; NULL after fail(): a quote has no end, or, if
 * that is allowed, too many have none.
 */
struct csv *loose_convert(struct import *im, const struct loose_input *in, struct buf *lines);

#endif

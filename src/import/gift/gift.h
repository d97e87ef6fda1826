/* The state of reading a GIFT file. */
#ifndef QB_IMPORT_GIFT_GIFT_H
#define QB_IMPORT_GIFT_GIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "import/keys.h"
#include "import/metadata.h"

struct gift {
	struct import *im;
	const char *operand;
	bool native;       /* written by qb-format: text is restored byte for byte */
	struct keys keys;  /* the columns of a native export */
	struct map *names; /* that are ids; NULL: none */
	struct buf topic;  /* of the current category */
	/* The current block of lines, which a blank line or the next question ends. */
	struct buf text;          /* without its comments */
	size_t lineno;            /* of the first line of text; 0: none yet */
	bool open, complete;      /* inside of braces; after them */
	bool searched;            /* no other question is in the lines up to the next blank line */
	struct metadata metadata; /* from its comments */
};

#endif

/* The state of reading a GIFT file. */
#ifndef QB_IMPORT_GIFT_GIFT_H
#define QB_IMPORT_GIFT_GIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "import/metadata.h"

struct gift {
	struct import *im;
	const char *operand;
	bool native;      /* written by qb-format: text is restored byte for byte */
	struct buf topic; /* of the current category */
	/* The current block of lines, which a blank line ends. */
	struct buf text;          /* without its comments */
	size_t lineno;            /* of the first line of text; 0: none yet */
	struct metadata metadata; /* from its comments */
};

#endif

/* The lines of a Markdown file that are not imported: each is reported. */
#ifndef QB_IMPORT_MD_ACCOUNT_H
#define QB_IMPORT_MD_ACCOUNT_H

#include <stddef.h>

struct import;
struct outline;

/* account_skip: reports the lines from first to last, from 0, as one part and marks them as accounted for. */
void account_skip(struct import *im, struct outline *o, size_t first, size_t last, const char *what);
/* account_skip_part: the same for a part of the outline, with its fences and the like. */
void account_skip_part(struct import *im, struct outline *o, size_t part, const char *what);
/* account_rest: reports each line that is neither read nor reported, so that no other function can forget one. */
void account_rest(struct import *im, struct outline *o);

#endif

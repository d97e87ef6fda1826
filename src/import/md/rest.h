/* The lines of a Markdown file that belong to no question. */
#ifndef QB_IMPORT_MD_REST_H
#define QB_IMPORT_MD_REST_H

#include <stdbool.h>

struct import;
struct scan;

/* rest_report: reports the lines that are not used (one element each), block by block. */
void rest_report(struct import *im, const struct scan *s, const bool *used);

#endif

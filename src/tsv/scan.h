/* Finding the end of a line and its TABs. */
#ifndef QB_TSV_SCAN_H
#define QB_TSV_SCAN_H

#include <stddef.h>

/* Offsets of the TABs of a line.  All zero is a valid, empty list; at is freed by the owner. */
struct tabs {
	size_t *at;
	size_t n, cap;
};

/*
 * scan_line: the offset of the first newline or NUL at or after from in these n bytes, or n;
 * appends the offsets of the TABs before it to *t.
 */
size_t scan_line(const char *line, size_t n, size_t from, struct tabs *t);
/*
 * scan_plain_run: the length of the leading run of printable ASCII bytes other than `"`, `\` and
 * extra (pass `"` for no extra).
 */
size_t scan_plain_run(const char *p, size_t n, char extra);

#endif

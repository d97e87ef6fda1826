/* What a file is, by its first bytes. */
#ifndef QB_TSV_SNIFF_H
#define QB_TSV_SNIFF_H

#include <stdbool.h>

struct slice;

enum { SNIFF_BYTES = 16 }; /* enough of the start to recognize a kind of file */

/* sniff_text: -1 if the start is that of a file that is not text: the message names a command that converts it. */
int sniff_text(const char *name, struct slice start);
/* sniff_table: the same for JSON, whose first line is not empty. */
int sniff_table(const char *name, struct slice line);
/* sniff_separator: whether the first line is `sep=X`, as spreadsheets write it; stores the delimiter X. */
bool sniff_separator(struct slice line, char *delim);
/* sniff_delimiter: the delimiter of CSV with this header: a comma or semicolon outside quotes; 0 if it has neither. */
char sniff_delimiter(struct slice line);

#endif

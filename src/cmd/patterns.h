/* The patterns of qb-grep: the arguments of -e, and the lines of the files of -f. */
#ifndef QB_CMD_PATTERNS_H
#define QB_CMD_PATTERNS_H

#include <stdbool.h>
#include <stddef.h>

/* All zero is a valid, empty list; it lives as long as the tool. */
struct slice;

struct patterns {
	struct pattern_source {
		char *arg;
		bool is_file;
	} * source; /* in the order of the command line */
	size_t nsource, source_cap;
	char **file; /* of the sources, ending with NULL; or NULL */
	size_t nfile, file_cap;
	struct slice *pattern; /* they point into the arguments and the files, which stay in memory */
	size_t n, cap;
};

/* patterns_add: adds an argument: a list of patterns, one a line, or the name of a file with such a list. */
void patterns_add(struct patterns *p, char *arg, bool is_file);
/* patterns_read: fills in the patterns, from the files as well; -1 if a file cannot be read. */
int patterns_read(struct patterns *p);

#endif

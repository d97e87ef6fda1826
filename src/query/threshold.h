/* The least similarity of questions that are alike. */
#ifndef QB_QUERY_THRESHOLD_H
#define QB_QUERY_THRESHOLD_H

#include <stdint.h>

/* num / den */
struct threshold {
	uint32_t num, den;
};

/* The default of --alike and --unlike. */
#define ALIKE_DEFAULT                                                                                                  \
	{                                                                                                              \
		7, 10                                                                                                  \
	}

/* threshold_parse: a decimal number from 0.3 to 1 with at most 6 decimals; -1 for anything else. */
int threshold_parse(const char *s, struct threshold *t);

#endif

/* Decimal numbers. */
#ifndef QB_BASE_NUMBER_H
#define QB_BASE_NUMBER_H

#include <stdbool.h>

struct slice;

/* parse_number: parses a finite decimal number of at most 63 bytes.  Returns false, *value unchanged, for anything else. */
bool parse_number(struct slice s, double *value);
/* parse_digits: the same for an integer of one to nine decimal digits. */
bool parse_digits(struct slice s, int *value);

#endif

/* Decimal numbers. */
#ifndef QB_BASE_NUMBER_H
#define QB_BASE_NUMBER_H

#include <stdbool.h>

struct slice;

/* parse_number: parses a finite decimal number of at most 63 bytes.  Returns false, *value unchanged, for anything else. */
bool parse_number(struct slice s, double *value);
/*
 * number_compare: compares two numbers that parse_number() accepts, exactly: less than, equal to or
 * greater than 0.  A double cannot tell long numbers apart.
 */
int number_compare(struct slice a, struct slice b);
/* parse_digits: the same for an integer of one to nine decimal digits. */
bool parse_digits(struct slice s, int *value);
/* number_is_zero: whether a number that parse_number() takes for 0 is 0, rather than too small for a double. */
bool number_is_zero(struct slice s);

#endif

/* The import format of a file, by its name and its content. */
#ifndef QB_IMPORT_GUESS_H
#define QB_IMPORT_GUESS_H

#include <stdbool.h>

struct import_format;

/*
 * guess_prepare: if the operand is standard input and a pipe, keeps what it holds in a temporary file,
 * from which it is read instead, so that it can be looked at.  Returns -1 after fail().
 */
int guess_prepare(const char *operand);
/*
 * guess_format: the format of the operand: by the end of its name, or else by its first bytes.  NULL
 * after fail() if it cannot be read without losing them, or is of no known format.
 * Stores whether it was looked at and is empty, so that the format is any one.
 */
const struct import_format *guess_format(const char *operand, bool *empty);

#endif

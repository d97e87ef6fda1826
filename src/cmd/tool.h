/* The start and the end of a tool. */
#ifndef QB_CMD_TOOL_H
#define QB_CMD_TOOL_H

#include <stdbool.h>

#include "base/error.h"

struct bank;
struct out;

/* fatal: warn_failure(), then exits with QB_ERROR. */
void fatal(void) __attribute__((noreturn));
/*
 * tool_bank: bank_open().  On failure exits like fatal(); if nothing was selected, which is
 * what a pipe without any bytes means, exits with QB_NONE.
 */
struct bank *tool_bank(char *const *operands, unsigned flags);
/* tool_exit: closes the bank and the output (either may be NULL), reports failures and returns the exit status. */
enum status tool_exit(struct bank *b, struct out *o, bool selected);

#endif

/* The operands of a tool. */
#ifndef QB_BANK_OPERANDS_H
#define QB_BANK_OPERANDS_H

#include <stdbool.h>

/*
 * operands_default: the operand of a tool that has none: standard input unless it is a terminal,
 * then $QB_BANK, then the installed bank.
 */
char *operands_default(void);
/*
 * operands_check: -1 if the operands, a list that ends with NULL, name standard input twice, or if
 * output is true and standard output writes to one of them: the tool would read what it writes.
 */
int operands_check(char *const *operands, bool output);
/* operands_include: whether the file is one of the operands. */
bool operands_include(char *const *operands, const char *path);

#endif

/* The sandbox of a tool. */
#ifndef QB_CMD_CONFINE_H
#define QB_CMD_CONFINE_H

/*
 * confine: enters the sandbox before the tool reads its input: the operands, or the default bank
 * without operands, and other files, a list that ends with NULL, or NULL.
 */
void confine(char *const *operands, char *const *others);

#endif

/* Problems of a bank. */
#ifndef QB_QUERY_CHECK_H
#define QB_QUERY_CHECK_H

#include <stddef.h>

struct bank;
struct out;

/* check: reads the bank to its end and writes a line `file:line: id: problem` per problem; returns their number. */
size_t check(struct bank *b, struct out *o);

#endif

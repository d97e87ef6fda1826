/* Repairing the end of a log. */
#ifndef QB_QUIZ_MEND_H
#define QB_QUIZ_MEND_H

#include <sys/types.h>

struct append;
struct buf;

/*
 * mend_log: repairs the unterminated last line of a log, which is locked and has that size: appends the
 * newline to a valid review or header.  Removes an incomplete one, as left by a crash, and sets
 * *warning to a message about it, and NULs, as left by a loss of power.  -1 on failure, as for a line
 * that is anything else.
 */
int mend_log(const struct append *log, off_t size, struct buf *warning);

#endif

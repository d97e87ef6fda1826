/* Replaying review logs into a history. */
#ifndef QB_REVIEW_REPLAY_H
#define QB_REVIEW_REPLAY_H

#include <stddef.h>

struct history;
struct log_context;

/*
 * replay_logs: adds the reviews of the n logs to a history without reviews, in order of time; equal times in
 * order of operand and line, an undo last.  Reviews with the same time, id and grade count once; an
 * undo cancels the latest review of its id before it.  Memory is proportional to the ids, and to the
 * reviews only if the reviews of an id are out of order, more than one is undone in a row, or a log
 * is not a regular file.  Warnings as in log_open(); -1 on failure.
 */
int replay_logs(struct history *h, struct log_context *x, char *const *names, size_t n);

#endif

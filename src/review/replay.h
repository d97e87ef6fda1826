/* Replaying review logs into a history. */
#ifndef QB_REVIEW_REPLAY_H
#define QB_REVIEW_REPLAY_H

#include <stddef.h>

struct buf;
struct calendar;
struct history;

/*
 * replay_logs: adds the reviews of the n logs to an empty history, in order of time; equal times in
 * order of operand and line.  Memory is proportional to the ids, and to the reviews only if the
 * reviews of an id are out of order or a log is not a regular file.  Warnings as in log_open(); -1
 * on failure.
 */
int replay_logs(struct history *h, struct calendar *c, char *const *names, size_t n, struct buf *warnings);

#endif

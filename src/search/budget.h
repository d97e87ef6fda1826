/* The time limit of matching. */
#ifndef QB_SEARCH_BUDGET_H
#define QB_SEARCH_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TIME_LIMIT = 5 /* seconds of processor time */ };

/* budget_reset: the time limit begins anew. */
void budget_reset(void);
/* budget_watch: from now on budget_exceeded() looks at the time; costs system calls the first time only. */
void budget_watch(void);
/* budget_exceeded: whether the time limit is exceeded; cheap. */
bool budget_exceeded(void);
/* budget_spend: counts bytes that are searched, for searches too short to watch; false if the limit is exceeded. */
bool budget_spend(size_t bytes);
/*
 * budget_run: calls run(data); false if the time limit is exceeded, so that it was abandoned.  It must
 * not own or change anything that matters afterwards: no memory, no locks.
 */
bool budget_run(void (*run)(void *data), void *data);
/*
 * budget_untimed_limit: the match limit with which a subject of n bytes may be matched without a
 * clock; 0 if it is too long for that.
 */
uint32_t budget_untimed_limit(size_t n);

#endif

/* The time limit of matching. */
#ifndef QB_SEARCH_BUDGET_H
#define QB_SEARCH_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum { TIME_LIMIT = 5 /* seconds of processor time per subject */ };

/* What a subject has used.  All zero is a new budget. */
struct budget {
	size_t steps;     /* since the last look at the clock */
	clock_t deadline; /* 0 before the first look */
};

/* budget_spend: counts steps of matching; false if the time limit is exceeded. */
bool budget_spend(struct budget *b, size_t steps);
/*
 * budget_untimed_limit: the match limit with which a subject of n bytes may be matched without a
 * clock; 0 if it is too long for that.
 */
uint32_t budget_untimed_limit(size_t n);

#endif

/* The time limit of matching. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "search/budget.h"

enum {
	CHECK_STEPS = 1 << 16, /* between looks at the clock */
	MAX_UNTIMED = 4096,    /* bytes of a subject that is matched without a clock */
	MAX_LIMIT = 10000      /* match limit of that */
};

/* Bytes examined in some seconds of processor time. */
static const uint64_t max_examined = (uint64_t)4 << 30;

bool
budget_spend(struct budget *b, size_t steps)
{
	b->steps += steps;
	if (b->steps < CHECK_STEPS)
		return true;
	b->steps = 0;
	if (b->deadline == 0)
		b->deadline = clock() + TIME_LIMIT * CLOCKS_PER_SEC;
	return clock() <= b->deadline;
}

/*
 * The match limit does not bound time: PCRE2 restarts the count at every start offset, and one
 * step may scan the whole subject, so the cost is about limit * n * n.
 */
uint32_t
budget_untimed_limit(size_t n)
{
	uint64_t length = n;

	if (n > MAX_UNTIMED)
		return 0;
	if (length * length <= max_examined / MAX_LIMIT)
		return MAX_LIMIT;
	return (uint32_t)(max_examined / length / length);
}

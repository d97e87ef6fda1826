/*
 * The time limit of matching.
 *
 * A signal ticks at intervals of the processor time, which is the only way to stop machine code of
 * PCRE2: callouts would keep it from its fast paths, and no number of steps bounds its time, since
 * one step may scan the whole subject.  There is one timer per process, so the state is static.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/time.h>

#include "search/budget.h"

enum {
	TICKS_PER_SECOND = 20,
	MAX_TICKS = TIME_LIMIT * TICKS_PER_SECOND,
	MIN_WATCHED = 1 << 16, /* bytes searched before the timer starts */
	MAX_UNTIMED = 4096,    /* bytes of a subject that is matched without a clock */
	MAX_LIMIT = 10000      /* match limit of that */
};

/* An upper bound on bytes to examine, which takes a few seconds of processor time. */
static const uint64_t max_examined = (uint64_t)4 << 30;

static volatile sig_atomic_t ticks;   /* since budget_reset() */
static volatile sig_atomic_t running; /* in budget_run() */
static sigjmp_buf abandoned;
static bool watching;
static size_t searched; /* bytes since then, by budget_spend() */

static void
budget_on_tick(int sig)
{
	(void)sig;
	if (ticks <= MAX_TICKS)
		ticks++;
	if (ticks > MAX_TICKS && running) {
		running = 0;
		siglongjmp(abandoned, 1);
	}
}

void
budget_reset(void)
{
	ticks = 0;
	searched = 0;
}

void
budget_watch(void)
{
	/* Jumping out of the handler does not restore the mask, so SIGPROF must not be added to it. */
	struct sigaction act = { .sa_handler = budget_on_tick, .sa_flags = SA_RESTART | SA_NODEFER };
	const struct timeval interval = { 0, 1000000 / TICKS_PER_SECOND };
	sigset_t set;

	if (watching)
		return;
	watching = true;
	sigemptyset(&act.sa_mask);
	sigemptyset(&set);
	sigaddset(&set, SIGPROF);
	sigaction(SIGPROF, &act, NULL);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	setitimer(ITIMER_PROF, &(struct itimerval){ interval, interval }, NULL);
}

bool
budget_exceeded(void)
{
	return ticks > MAX_TICKS;
}

bool
budget_spend(size_t bytes)
{
	if (!watching && (searched += bytes) >= MIN_WATCHED)
		budget_watch();
	return !budget_exceeded();
}

bool
budget_run(void (*run)(void *data), void *data)
{
	budget_watch();
	if (budget_exceeded() || sigsetjmp(abandoned, 0) != 0)
		return false;
	running = 1;
	run(data);
	running = 0;
	return true;
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

/* Progress of long work on the terminal. */
#include <stddef.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/progress.h"

enum {
	PROGRESS_DELAY = 2, /* seconds before the line appears */
	PROGRESS_RATE = 5   /* lines a second */
};

static struct progress *shown; /* whose line is on the terminal, or NULL */

void
progress_start(struct progress *p, const char *what, uint64_t total)
{
	*p = (struct progress){ .what = what, .total = total, .next = UINT64_MAX };
	if (isatty(STDERR_FILENO) != 1 || clock_gettime(CLOCK_MONOTONIC, &p->start) == -1)
		return;
	p->next = 1;
}

static double
progress_seconds(const struct progress *p)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) == -1)
		return 0;
	return (double)(now.tv_sec - p->start.tv_sec) + (double)(now.tv_nsec - p->start.tv_nsec) * 1e-9;
}

/* The steps until the next look at the clock: fewer than the rate suggests, since it may drop. */
static uint64_t
progress_stride(uint64_t done, double seconds)
{
	double stride = seconds > 0 ? (double)done / seconds / PROGRESS_RATE : 1;
	uint64_t most = done / 4 + 1;

	return stride < (double)most ? (uint64_t)stride + 1 : most;
}

void
progress_update(struct progress *p, uint64_t done)
{
	double seconds = progress_seconds(p), rate;
	char line[80];
	int n;

	p->next = done + progress_stride(done, seconds);
	if (seconds < PROGRESS_DELAY)
		return;
	rate = (double)done / seconds;
	if (p->total > 0)
		n = snprintf(line, sizeof(line), "%s: %.0f %%, %.0f/s", p->what,
		    100 * (double)(done < p->total ? done : p->total) / (double)p->total, rate);
	else
		n = snprintf(line, sizeof(line), "%s: %.0f, %.0f/s", p->what, (double)done, rate);
	if (n < 0 || (size_t)n >= sizeof(line))
		return;
	fprintf(stderr, "\r%-*s", (int)p->width, line);
	fflush(stderr); /* which may be buffered by lines */
	if ((size_t)n > p->width)
		p->width = (size_t)n;
	shown = p;
}

void
progress_clear(void)
{
	if (shown == NULL)
		return;
	fprintf(stderr, "\r%*s\r", (int)shown->width, "");
	fflush(stderr);
	shown->width = 0;
	shown = NULL;
}

void
progress_end(struct progress *p)
{
	if (shown == p)
		progress_clear();
	p->next = UINT64_MAX;
}

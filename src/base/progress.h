/* Progress of long work on the terminal. */
#ifndef QB_BASE_PROGRESS_H
#define QB_BASE_PROGRESS_H

#include <stdint.h>
#include <time.h>

/*
 * One line on standard error, if that is a terminal and the work lasts more than two seconds: what is
 * done, the percentage, and the steps per second.
 */
struct progress {
	const char *what; /* such as "comparing" */
	uint64_t total;   /* steps; 0 if unknown: the line has the number of steps done instead of a percentage */
	uint64_t next;    /* the step at which to look at the clock again */
	struct timespec start;
	size_t width; /* of the line that is shown; 0 if none is */
};

/* progress_start: begins work of that many steps; what must stay valid. */
void progress_start(struct progress *p, const char *what, uint64_t total);
/* progress_update: shows the line if it is time; called by progress_step(). */
void progress_update(struct progress *p, uint64_t done);
/* progress_clear: clears the line that is shown, if any, before a message; the next update shows it again. */
void progress_clear(void);
/* progress_end: clears the line; may be called twice. */
void progress_end(struct progress *p);

/* progress_step: so many steps are done.  Takes a comparison, except several times a second. */
static inline void
progress_step(struct progress *p, uint64_t done)
{
	if (done >= p->next)
		progress_update(p, done);
}

#endif

/*
 * Replaying review logs into a history.
 *
 * Regular files are merged by time while streaming.  If the reviews of one id prove to be out of
 * order, the history is reset, and all reviews are read again, into memory, and sorted.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "review/history.h"
#include "review/log.h"
#include "review/replay.h"

/* The arguments of replay_logs(). */
struct replay {
	struct history *history;
	struct calendar *calendar;
	char *const *names;
	size_t n;
	struct buf *warnings;
};

/* A review that waits to be sorted. */
struct replay_pending {
	time_t time;
	size_t seq; /* in the order of operands and lines */
	size_t id;  /* its number in the history */
	int grade;
};

static int
replay_compare(const void *a, const void *b)
{
	const struct replay_pending *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->seq > y->seq) - (x->seq < y->seq);
}

/* Reads the logs one after the other and sorts their reviews in memory. */
static int
replay_sorted(const struct replay *e)
{
	struct replay_pending *pending = NULL;
	size_t count = 0, cap = 0, i;
	int status = 0;

	for (i = 0; status == 0 && i < e->n; i++) {
		struct log *l = log_open(e->names[i], e->calendar, e->warnings);
		struct review r;

		status = l ? 1 : -1;
		while (status == 1 && (status = log_next(l, &r)) == 1) {
			size_t id = history_add(e->history, r.id);

			pending = array_grow(pending, count, &cap, sizeof(*pending));
			pending[count] = (struct replay_pending){ r.time, count, id, r.grade };
			count++;
		}
		if (l != NULL)
			log_close(l);
	}
	if (status == 0 && count > 0)
		qsort(pending, count, sizeof(*pending), replay_compare);
	for (i = 0; status == 0 && i < count; i++) {
		const struct replay_pending *p = &pending[i];

		history_review(e->history, p->id, p->time, calendar_day(e->calendar, p->time), p->grade);
	}
	free(pending);
	return status;
}

/* A log that takes part in the merge. */
struct replay_cursor {
	struct log *log;
	struct review review; /* the next one */
	size_t seq;           /* of the log among the operands */
};

static bool
replay_before(const struct replay_cursor *x, const struct replay_cursor *y)
{
	if (x->review.time != y->review.time)
		return x->review.time < y->review.time;
	return x->seq < y->seq;
}

/* Restores the heap, the earliest cursor at the top, after the cursor at i was replaced. */
static void
replay_sift_down(struct replay_cursor *heap, size_t n, size_t i)
{
	size_t least;

	while ((least = 2 * i + 1) < n) {
		struct replay_cursor swap = heap[i];

		if (least + 1 < n && replay_before(&heap[least + 1], &heap[least]))
			least++;
		if (!replay_before(&heap[least], &heap[i]))
			break;
		heap[i] = heap[least];
		heap[least] = swap;
		i = least;
	}
}

/*
 * Whether the review follows those of its id that were replayed.  If a log is out of order, two
 * reviews with equal times may come from their logs in the wrong order.
 */
static bool
replay_in_order(const struct progress *p, const struct review *r, bool *out_of_order)
{
	*out_of_order |= r->out_of_order;
	return p->reps == 0 || r->time > p->time || (r->time == p->time && !*out_of_order);
}

/* Replays the reviews of the *n cursors.  Returns 0, 1 if those of an id are out of order, or -1. */
static int
replay_heap(struct history *h, struct replay_cursor *heap, size_t *n)
{
	bool out_of_order = false;
	size_t i;
	int status;

	for (i = *n; i-- > 0;)
		replay_sift_down(heap, *n, i);
	while (*n > 0) {
		const struct review *r = &heap->review;
		size_t id = history_add(h, r->id);

		if (!replay_in_order(history_progress(h, id), r, &out_of_order))
			return 1;
		history_review(h, id, r->time, r->day, r->grade);
		status = log_next(heap->log, &heap->review);
		if (status == -1)
			return -1;
		if (status == 0) {
			log_close(heap->log);
			*heap = heap[--*n];
		}
		replay_sift_down(heap, *n, 0);
	}
	return 0;
}

/* Merges the logs while streaming.  Returns as replay_heap(). */
static int
replay_merged(const struct replay *e)
{
	struct replay_cursor *heap = xcalloc(e->n, sizeof(*heap));
	size_t count = 0, i;
	int status = 0;

	for (i = 0; status != -1 && i < e->n; i++) {
		struct replay_cursor *cursor = &heap[count];

		cursor->seq = i;
		cursor->log = log_open(e->names[i], e->calendar, e->warnings);
		status = cursor->log ? log_next(cursor->log, &cursor->review) : -1;
		if (status == 1)
			count++;
		else if (cursor->log != NULL)
			log_close(cursor->log);
	}
	if (status != -1)
		status = replay_heap(e->history, heap, &count);
	while (count > 0)
		log_close(heap[--count].log);
	free(heap);
	return status;
}

static bool
replay_can_reread(const char *name)
{
	struct stat st;

	return strcmp(name, "-") != 0 && stat(name, &st) == 0 && S_ISREG(st.st_mode);
}

int
replay_logs(struct history *h, struct calendar *c, char *const *names, size_t n, struct buf *warnings)
{
	const struct replay e = { h, c, names, n, warnings };
	size_t old_warnings = warnings->n, i;
	bool reread = true;
	int status = 1;

	for (i = 0; i < n; i++)
		reread &= replay_can_reread(names[i]);
	if (reread)
		status = replay_merged(&e);
	if (status == 1) {
		history_reset(h);
		warnings->n = old_warnings;
		status = replay_sorted(&e);
	}
	return status;
}

/*
 * Replaying review logs into a history.
 *
 * Regular files are merged by time while streaming.  If that does not suffice, since the reviews of
 * an id are out of order or more than one of them is undone, the history is reset, and all reviews
 * are read again, into memory, and sorted.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/slice.h"
#include "review/collect.h"
#include "review/history.h"
#include "review/log.h"
#include "review/replay.h"

/* The state of an id while streaming.  Its latest review waits, as an undo may follow. */
struct replay_id {
	struct last_line line;
	int grade; /* of the review that waits; 0: none */
	long day;
};

struct replay {
	struct history *history;
	struct log_context *context;
	char *const *names;
	size_t n;
	struct replay_id *id; /* by the number in the history; while streaming */
	size_t nid, id_cap;
	bool out_of_order; /* whether a log is */
	struct unmatched unmatched;
};

/* The number of the id in the history. */
static size_t
replay_number(void *history, struct slice id)
{
	return history_add(history, id);
}

/* Reads the logs one after the other and sorts their reviews in memory. */
static int
replay_sorted(struct replay *e)
{
	struct calendar *calendar = e->context->calendar;
	struct collection c = { .names = e->names, .logs = e->n, .number = replay_number, .ids = e->history };
	int status = collect_logs(&c, e->context);
	size_t i;

	if (status == 0) {
		collect_sort(&c);
		collect_cancel(&c, history_count(e->history), &e->unmatched);
	}
	for (i = 0; status == 0 && i < c.n; i++) {
		const struct entry *p = &c.entry[i];
		long day = calendar_day(calendar, p->time);

		if (p->grade != 0)
			history_review(e->history, p->id, day < calendar->today ? day : calendar->today, p->grade);
	}
	free(c.entry);
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

/* The state of the id with that number. */
static struct replay_id *
replay_id(struct replay *e, size_t id)
{
	while (e->nid <= id) {
		e->id = array_grow(e->id, e->nid, &e->id_cap, sizeof(*e->id));
		e->id[e->nid++] = (struct replay_id){ 0 };
	}
	return &e->id[id];
}

/*
 * Replays the next review.  Returns whether that is possible: the lines of its id are in order, and
 * if it is an undo, the review that it cancels waits.  If a log is out of order, two reviews with
 * equal times may come from their logs in the wrong order.
 */
static bool
replay_next(struct replay *e, const struct review *r)
{
	size_t number = history_add(e->history, r->id);
	struct replay_id *x = replay_id(e, number);
	unsigned same = r->time == x->line.time ? x->line.seen : 0;

	e->out_of_order |= r->out_of_order;
	if (x->line.seen != 0 && (r->time < x->line.time || (same && e->out_of_order)))
		return false;
	if (collect_repeats(&x->line, r->time, r->grade))
		return true;
	if (r->grade == GRADE_UNDO) {
		if (x->grade == 0 && history_state(e->history, number)->reps > 0)
			return false;
		if (x->grade == 0)
			unmatched_add(&e->unmatched, r->file, r->lineno);
		x->grade = 0;
		return true;
	}
	if (same & 1U << GRADE_UNDO)
		return false;
	if (x->grade != 0)
		history_review(e->history, number, x->day, x->grade);
	x->grade = r->grade;
	x->day = r->day;
	return true;
}

/* Replays the reviews of the *n cursors.  Returns 0, 1 if they have to be sorted, or -1. */
static int
replay_heap(struct replay *e, struct replay_cursor *heap, size_t *n)
{
	size_t i;
	int status;

	for (i = *n; i-- > 0;)
		replay_sift_down(heap, *n, i);
	while (*n > 0) {
		if (!replay_next(e, &heap->review))
			return 1;
		status = log_next(heap->log, &heap->review);
		if (status == -1)
			return -1;
		if (status == 0) {
			log_close(heap->log);
			*heap = heap[--*n];
		}
		replay_sift_down(heap, *n, 0);
	}
	for (i = 0; i < e->nid; i++)
		if (e->id[i].grade != 0)
			history_review(e->history, i, e->id[i].day, e->id[i].grade);
	return 0;
}

/* Merges the logs while streaming.  Returns as replay_heap(). */
static int
replay_merged(struct replay *e)
{
	struct replay_cursor *heap = xcalloc(e->n, sizeof(*heap));
	size_t count = 0, i;
	int status = 0;

	for (i = 0; status != -1 && i < e->n; i++) {
		struct replay_cursor *cursor = &heap[count];

		cursor->seq = i;
		cursor->log = log_open(e->names[i], e->context);
		status = cursor->log ? log_next(cursor->log, &cursor->review) : -1;
		if (status == 1)
			count++;
		else if (cursor->log != NULL)
			log_close(cursor->log);
	}
	if (status != -1)
		status = replay_heap(e, heap, &count);
	while (count > 0)
		log_close(heap[--count].log);
	free(heap);
	free(e->id);
	e->id = NULL;
	return status;
}

static bool
replay_can_reread(const char *name)
{
	struct stat st;

	return strcmp(name, "-") != 0 && stat(name, &st) == 0 && S_ISREG(st.st_mode);
}

int
replay_logs(struct history *h, struct log_context *x, char *const *names, size_t n)
{
	struct replay e = { .history = h, .context = x, .names = names, .n = n };
	size_t old_warnings = x->warnings->n, i;
	bool reread = true;
	int status = 1;

	for (i = 0; i < n; i++)
		reread &= replay_can_reread(names[i]);
	if (reread)
		status = replay_merged(&e);
	if (status == 1) {
		history_reset(h);
		x->warnings->n = old_warnings;
		x->warned_later = false;
		e.unmatched.n = 0;
		e.unmatched.warning.n = 0;
		status = replay_sorted(&e);
	}
	if (status == 0)
		unmatched_warn(&e.unmatched, x->warnings);
	buf_free(&e.unmatched.warning);
	return status;
}

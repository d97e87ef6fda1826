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
#include "review/history.h"
#include "review/log.h"
#include "review/replay.h"
#include "tsv/file.h"

/* The latest line of an id. */
struct replay_line {
	time_t time;
	unsigned seen; /* mask of the grades of lines with that time; 0: no line yet */
};

/* The state of an id while streaming.  Its latest review waits, as an undo may follow. */
struct replay_id {
	struct replay_line line;
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
	bool out_of_order;  /* whether a log is */
	size_t unmatched;   /* undos without a review to cancel */
	struct buf warning; /* about the first of them */
};

/* Notes an undo without a review to cancel. */
static void
replay_unmatched(struct replay *e, const char *file, size_t lineno)
{
	if (e->unmatched++ == 0)
		buf_printf(&e->warning, "%s:%zu: no review to undo; ignored", file, lineno);
}

/* Appends the warning about such undos. */
static void
replay_warn(struct replay *e)
{
	if (e->unmatched == 0)
		return;
	buf_printf(e->context->warnings, "%s", buf_cstr(&e->warning));
	if (e->unmatched > 1)
		buf_printf(e->context->warnings, ", as %zu more", e->unmatched - 1);
	buf_byte(e->context->warnings, '\n');
}

/* Whether an earlier line of the id has the same time and grade.  Notes the line. */
static bool
replay_repeats(struct replay_line *l, time_t time, int grade)
{
	unsigned bit = 1U << grade, same = l->time == time ? l->seen : 0;

	l->time = time;
	l->seen = same | bit;
	return (same & bit) != 0;
}

/* A review that waits to be sorted. */
struct replay_pending {
	time_t time;
	size_t lineno;
	size_t id;    /* its number in the history */
	size_t below; /* the review of the id before it that is not canceled + 1; 0: none */
	unsigned log; /* in the order of the operands */
	int grade;    /* 0: canceled, or no review */
};

static int
replay_compare(const void *a, const void *b)
{
	const struct replay_pending *x = a, *y = b;
	bool undo_x = x->grade == GRADE_UNDO, undo_y = y->grade == GRADE_UNDO;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (undo_x != undo_y)
		return undo_x - undo_y;
	if (x->log != y->log)
		return x->log < y->log ? -1 : 1;
	return (x->lineno > y->lineno) - (x->lineno < y->lineno);
}

/* Removes repeated lines, undos, and the reviews that these cancel, from n sorted reviews. */
static void
replay_cancel(struct replay *e, struct replay_pending *pending, size_t n)
{
	size_t ids = history_count(e->history), i;
	struct replay_line *line = xcalloc(ids, sizeof(*line));
	size_t *top = xcalloc(ids, sizeof(*top)); /* of a stack of reviews: the index + 1 */

	for (i = 0; i < n; i++) {
		struct replay_pending *p = &pending[i];
		bool repeats = replay_repeats(&line[p->id], p->time, p->grade), undo = p->grade == GRADE_UNDO;
		size_t latest = top[p->id];

		if (!repeats && !undo) {
			p->below = latest;
			top[p->id] = i + 1;
			continue;
		}
		p->grade = 0;
		if (repeats)
			continue;
		if (latest == 0) {
			replay_unmatched(e, file_name(e->names[p->log]), p->lineno);
			continue;
		}
		pending[latest - 1].grade = 0;
		top[p->id] = pending[latest - 1].below;
	}
	free(line);
	free(top);
}

/* Reads the logs one after the other and sorts their reviews in memory. */
static int
replay_sorted(struct replay *e)
{
	struct calendar *calendar = e->context->calendar;
	struct replay_pending *pending = NULL;
	size_t count = 0, cap = 0, i;
	int status = 0;

	for (i = 0; status == 0 && i < e->n; i++) {
		struct log *l = log_open(e->names[i], e->context);
		struct review r;

		status = l ? 1 : -1;
		while (status == 1 && (status = log_next(l, &r)) == 1) {
			size_t id = history_add(e->history, r.id);

			pending = array_grow(pending, count, &cap, sizeof(*pending));
			pending[count++] = (struct replay_pending){
				.time = r.time, .lineno = r.lineno, .id = id, .log = (unsigned)i, .grade = r.grade
			};
		}
		if (l != NULL)
			log_close(l);
	}
	if (status == 0 && count > 0) {
		qsort(pending, count, sizeof(*pending), replay_compare);
		replay_cancel(e, pending, count);
	}
	for (i = 0; status == 0 && i < count; i++) {
		const struct replay_pending *p = &pending[i];
		long day = calendar_day(calendar, p->time);

		if (p->grade != 0)
			history_review(e->history, p->id, day < calendar->today ? day : calendar->today, p->grade);
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
	if (replay_repeats(&x->line, r->time, r->grade))
		return true;
	if (r->grade == GRADE_UNDO) {
		if (x->grade == 0 && history_progress(e->history, number)->reps > 0)
			return false;
		if (x->grade == 0)
			replay_unmatched(e, r->file, r->lineno);
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
		e.unmatched = 0;
		e.warning.n = 0;
		status = replay_sorted(&e);
	}
	if (status == 0)
		replay_warn(&e);
	buf_free(&e.warning);
	return status;
}

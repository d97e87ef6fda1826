/*
 * What is known of each id from the review logs.
 *
 * Logs that can be read again are merged by time as they are read.  All that
 * matters is that the reviews of one id come in their order; where they turn out
 * not to, everything is forgotten and read again, into memory, and sorted there.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "review/fsrs.h"
#include "review/history.h"
#include "review/log.h"

struct history {
	struct map *ids;
	struct progress *progress; /* of each id */
	size_t cap;
	struct fsrs fsrs;
	double retention;
	struct calendar *calendar;
};

/* A review that waits to be sorted. */
struct waiting {
	time_t time;
	size_t seq; /* in the order of operands and lines */
	size_t id;
	int grade;
};

/* A log that takes part in the merge, with the next of its reviews. */
struct head {
	struct log *log;
	struct review review;
	size_t seq; /* of the log */
};

struct history *
history_new(const struct fsrs *f, double retention, struct calendar *c)
{
	struct history *h = xcalloc(1, sizeof(*h));

	h->ids = map_new();
	h->fsrs = *f;
	h->retention = retention;
	h->calendar = c;
	return h;
}

static size_t
number_of(struct history *h, struct slice id)
{
	size_t i;

	if (map_insert(h->ids, id, &i)) {
		h->progress = array_grow(h->progress, i, &h->cap, sizeof(*h->progress));
		h->progress[i] = (struct progress){ 0 };
	}
	return i;
}

static void
apply(struct history *h, size_t id, time_t time, long day, int grade)
{
	struct progress *p = &h->progress[id];

	fsrs_review(&h->fsrs, &p->memory, day - p->day, grade);
	p->lapses += grade == 1 && p->reps > 0;
	p->reps++;
	p->time = time;
	p->day = day;
}

static void
forget(struct history *h)
{
	size_t n = map_count(h->ids);

	if (n > 0)
		memset(h->progress, 0, n * sizeof(*h->progress));
}

static int
compare_waiting(const void *a, const void *b)
{
	const struct waiting *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->seq > y->seq) - (x->seq < y->seq);
}

/* Reads the logs one after the other and sorts their reviews in memory. */
static int
replay_sorted(struct history *h, char *const *names, size_t n, struct buf *warnings)
{
	struct waiting *list = NULL;
	size_t count = 0, cap = 0, i;
	int status = 0;

	for (i = 0; status == 0 && i < n; i++) {
		struct log *l = log_open(names[i], h->calendar, warnings);
		struct review r;

		status = l ? 1 : -1;
		while (status == 1 && (status = log_next(l, &r)) == 1) {
			list = array_grow(list, count, &cap, sizeof(*list));
			list[count] = (struct waiting){ r.time, count, number_of(h, r.id), r.grade };
			count++;
		}
		if (l != NULL)
			log_close(l);
	}
	if (status == 0 && count > 0)
		qsort(list, count, sizeof(*list), compare_waiting);
	for (i = 0; status == 0 && i < count; i++)
		apply(h, list[i].id, list[i].time, calendar_day(h->calendar, list[i].time), list[i].grade);
	free(list);
	return status;
}

/* Whether x comes before y. */
static bool
before(const struct head *x, const struct head *y)
{
	if (x->review.time != y->review.time)
		return x->review.time < y->review.time;
	return x->seq < y->seq;
}

/* Lets the head at i sink to its place in the heap, the least being on top. */
static void
sink(struct head *heap, size_t n, size_t i)
{
	size_t least;

	while ((least = 2 * i + 1) < n) {
		struct head swap = heap[i];

		if (least + 1 < n && before(&heap[least + 1], &heap[least]))
			least++;
		if (!before(&heap[least], &heap[i]))
			break;
		heap[i] = heap[least];
		heap[least] = swap;
		i = least;
	}
}

/*
 * Whether the review comes after those of its id that were seen.  One of the
 * same time may have come too early from another log, if one of them is not in
 * order.
 */
static bool
in_order(const struct progress *p, const struct review *r, bool *disorder)
{
	*disorder |= r->disorder;
	return p->reps == 0 || r->time > p->time || (r->time == p->time && !*disorder);
}

/* Replays the reviews of the heap. Returns 0, 1 where they are not in order, or -1. */
static int
merge(struct history *h, struct head *heap, size_t *n)
{
	bool disorder = false;
	size_t i;
	int status;

	for (i = *n; i-- > 0;)
		sink(heap, *n, i);
	while (*n > 0) {
		const struct review *r = &heap->review;
		size_t id = number_of(h, r->id);

		if (!in_order(&h->progress[id], r, &disorder))
			return 1;
		apply(h, id, r->time, r->day, r->grade);
		status = log_next(heap->log, &heap->review);
		if (status == -1)
			return -1;
		if (status == 0) {
			log_close(heap->log);
			*heap = heap[--*n];
		}
		sink(heap, *n, 0);
	}
	return 0;
}

/* Merges the logs as they are read. Returns as merge(). */
static int
replay_merged(struct history *h, char *const *names, size_t n, struct buf *warnings)
{
	struct head *heap = xcalloc(n, sizeof(*heap));
	size_t count = 0, i;
	int status = 0;

	for (i = 0; status != -1 && i < n; i++) {
		struct head *top = &heap[count];

		top->seq = i;
		top->log = log_open(names[i], h->calendar, warnings);
		status = top->log ? log_next(top->log, &top->review) : -1;
		if (status == 1)
			count++;
		else if (top->log != NULL)
			log_close(top->log);
	}
	if (status != -1)
		status = merge(h, heap, &count);
	while (count > 0)
		log_close(heap[--count].log);
	free(heap);
	return status;
}

static bool
can_be_read_again(const char *name)
{
	struct stat st;

	return strcmp(name, "-") != 0 && stat(name, &st) == 0 && S_ISREG(st.st_mode);
}

int
history_replay(struct history *h, char *const *names, size_t n, struct buf *warnings)
{
	bool again = true;
	size_t warned = warnings->n, i;
	int status = 1;

	for (i = 0; i < n; i++)
		again &= can_be_read_again(names[i]);
	if (again)
		status = replay_merged(h, names, n, warnings);
	if (status == 1) {
		forget(h);
		warnings->n = warned;
		status = replay_sorted(h, names, n, warnings);
	}
	return status;
}

struct progress *
history_find(struct history *h, struct slice id)
{
	size_t i = map_find(h->ids, id);

	if (i == NO_ENTRY)
		return NULL;
	h->progress[i].asked = true;
	return &h->progress[i];
}

double
history_recall(const struct history *h, const struct progress *p)
{
	return fsrs_recall(&h->fsrs, h->calendar->today - p->day, p->memory.stability);
}

long
history_due(const struct history *h, const struct progress *p)
{
	return p->day + fsrs_interval(&h->fsrs, h->retention, p->memory.stability);
}

bool
history_is_due(const struct history *h, const struct progress *p)
{
	return history_due(h, p) <= h->calendar->today;
}

size_t
history_orphans(const struct history *h, size_t *reviews)
{
	size_t ids = 0, i;

	*reviews = 0;
	for (i = 0; i < map_count(h->ids); i++) {
		if (h->progress[i].asked)
			continue;
		ids++;
		*reviews += h->progress[i].reps;
	}
	return ids;
}

void
history_free(struct history *h)
{
	map_free(h->ids);
	free(h->progress);
	free(h);
}

/* Reviews that an import finds, as a review log. */
#include <stddef.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "import/reviews.h"
#include "tsv/escape.h"

enum { REVIEWS_DAY = 86400 };

void
reviews_add(struct reviews *v, struct slice id, struct found_review r)
{
	r.seq = v->n;
	r.offset = v->ids.n;
	r.n = id.n;
	buf_append(&v->ids, id.p, id.n);
	v->timed |= r.seconds >= 0;
	v->review = array_grow(v->review, v->n, &v->cap, sizeof(*v->review));
	v->review[v->n++] = r;
}

static int
reviews_compare(const void *a, const void *b)
{
	const struct found_review *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->seq > y->seq) - (x->seq < y->seq);
}

/* Appends the time in UTC. */
static void
reviews_print_time(time_t time, struct buf *b)
{
	long long day = time / REVIEWS_DAY - (time % REVIEWS_DAY < 0), second = time - day * REVIEWS_DAY;

	date_print((long)day, b);
	buf_printf(b, "T%02lld:%02lld:%02lldZ", second / 3600, second / 60 % 60, second % 60);
}

void
reviews_write(struct reviews *v, struct out *o)
{
	static const char *const grades[] = { "", "again", "hard", "good", "easy" };
	struct buf line = { 0 };
	size_t i;

	if (v->n > 0)
		qsort(v->review, v->n, sizeof(*v->review), reviews_compare);
	out_str(o, v->timed ? "time\tid\tgrade\tseconds\n" : "time\tid\tgrade\n");
	for (i = 0; i < v->n; i++) {
		const struct found_review *r = &v->review[i];

		line.n = 0;
		reviews_print_time(r->time, &line);
		buf_byte(&line, '\t');
		field_encode((struct slice){ v->ids.p + r->offset, r->n }, &line);
		buf_printf(&line, "\t%s", grades[r->grade]);
		if (v->timed)
			buf_byte(&line, '\t');
		if (v->timed && r->seconds >= 0)
			buf_printf(&line, "%ld", r->seconds);
		buf_byte(&line, '\n');
		out_slice(o, buf_slice(&line));
	}
	buf_free(&line);
}

void
reviews_free(struct reviews *v)
{
	free(v->review);
	buf_free(&v->ids);
}

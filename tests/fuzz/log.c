/* Review logs: reading does not depend on the block size; replaying keeps its invariants. */
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/slice.h"
#include "fuzz.h"
#include "review/fsrs.h"
#include "review/history.h"
#include "review/log.h"
#include "review/model.h"
#include "review/replay.h"

static struct calendar
today(void)
{
	struct calendar c = { .rollover = 4, .now = 2000000000 };

	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	c.today = calendar_day(&c, c.now);
	return c;
}

/* Sets *b to the reviews and messages of the log. */
static void
dump(struct slice s, const char *block, struct buf *b)
{
	struct buf warnings = { 0 };
	struct calendar c = today();
	struct log_context x = { .calendar = &c, .warnings = &warnings };
	struct review r;
	struct log *l;
	int status = -1;

	b->n = 0;
	fuzz_input(s);
	setenv("QB_BLOCK", block, 1);
	l = log_open("-", &x);
	while (l != NULL && (status = log_next(l, &r)) == 1) {
		CHECK(r.grade >= 1 && r.grade <= GRADE_UNDO && r.time <= c.now + 86400 && r.day <= c.today);
		buf_printf(
		    b, "%lld %ld %d %d %.*s\n", (long long)r.time, r.day, r.grade, r.out_of_order, (int)r.id.n, r.id.p);
	}
	if (status == -1)
		buf_str(b, failure());
	buf_append(b, warnings.p, warnings.n);
	if (l != NULL)
		log_close(l);
	buf_free(&warnings);
}

/* Replays the log and looks up the id "a". */
static void
replay(struct slice s)
{
	static char *const names[] = { "-" };
	struct buf warnings = { 0 };
	struct calendar c = today();
	struct log_context x = { .calendar = &c, .warnings = &warnings };
	void *params = fsrs_model.parse(NULL);
	struct history *h = history_new(&fsrs_model, params, 0.9, &c);
	struct references *refs;
	size_t all = 0, reviewed = 0, orphans, reviews, i;

	fuzz_input(s);
	if (replay_logs(h, &x, names, 1) == 0) {
		const struct review_state *p;

		refs = references_new(h);
		p = references_find(refs, slice_of("a"));
		if (p != NULL) {
			double recall = history_recall(h, p), stability = p->memory.value[0];
			double difficulty = p->memory.value[1];

			CHECK(recall >= 0 && recall <= 1 && p->lapses <= p->reps);
			CHECK(history_due(h, p) >= p->day);
			CHECK(difficulty >= 1 && difficulty <= 10 && stability > 0);
		}
		for (i = 0; i < history_count(h); i++) {
			all += history_state(h, i)->reps;
			reviewed += history_state(h, i)->reps > 0;
		}
		orphans = references_orphans(refs, &reviews);
		CHECK(orphans + (p != NULL) == reviewed && reviews + (p ? p->reps : 0) == all);
		references_free(refs);
	}
	history_free(h);
	free(params);
	buf_free(&warnings);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const blocks[] = { "1", "5", "70" };
	static struct buf whole, parts;
	struct slice s = { (const char *)data, n };
	size_t i;

	dump(s, "4096", &whole);
	for (i = 0; i < sizeof(blocks) / sizeof(*blocks); i++) {
		dump(s, blocks[i], &parts);
		CHECK(slice_eq(buf_slice(&whole), buf_slice(&parts)));
	}
	replay(s);
	return 0;
}

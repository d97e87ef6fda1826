/* Review logs: read the same whatever the size of the blocks, and replayed. */
#include "fuzz.h"

static struct calendar
today(void)
{
	struct calendar c = { .rollover = 4, .now = 2000000000 };

	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	c.today = calendar_day(&c, c.now);
	return c;
}

/* Appends what the log says. */
static void
dump(struct slice s, const char *block, struct buf *b)
{
	struct buf warnings = { 0 };
	struct calendar c = today();
	struct review r;
	struct log *l;
	int status = -1;

	b->n = 0;
	fuzz_input(s);
	setenv("QB_BLOCK", block, 1);
	l = log_open("-", &c, &warnings);
	while (l != NULL && (status = log_next(l, &r)) == 1) {
		CHECK(r.grade >= 1 && r.grade <= 4 && r.time <= c.now && r.day <= c.today);
		buf_printf(
		    b, "%lld %ld %d %d %.*s\n", (long long)r.time, r.day, r.grade, r.disorder, (int)r.id.n, r.id.p);
	}
	if (status == -1)
		buf_str(b, failure());
	buf_append(b, warnings.p, warnings.n);
	if (l != NULL)
		log_close(l);
	buf_free(&warnings);
}

/* Replays it, and asks for the first id. */
static void
replay(struct slice s)
{
	static char *const names[] = { "-" };
	struct buf warnings = { 0 };
	struct calendar c = today();
	struct fsrs f;
	struct history *h;
	size_t reviews;

	fsrs_init(&f);
	h = history_new(&f, 0.9, &c);
	fuzz_input(s);
	if (history_replay(h, names, 1, &warnings) == 0) {
		const struct progress *p = history_find(h, slice_of("a"));

		if (p != NULL) {
			double recall = history_recall(h, p);

			CHECK(recall >= 0 && recall <= 1 && p->lapses <= p->reps);
			CHECK(history_due(h, p) >= p->day);
			CHECK(p->memory.difficulty >= 1 && p->memory.difficulty <= 10 && p->memory.stability > 0);
		}
		history_orphans(h, &reviews);
	}
	history_free(h);
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

/* Lines that are passed over: what most of the time of looking for a text goes into. */
#include <stdint.h>

#include "base/simd.h"
#include "base/slice.h"
#include "search/needle.h"
#include "search/skip.h"

/* To be called from a loop without taking registers from it. */
#define APART __attribute__((noinline))
#define SELDOM(x) __builtin_expect((x), 0)

enum { REST = 8 /* steps */ };

/* What skip_lines() is asked, and how far it has come. */
struct passing {
	struct slice s;
	size_t want; /* TABs */
	const bool *asked;
	const struct needle *t;
	size_t nt;
	size_t from; /* bytes that were looked at */
	size_t tabs; /* in the line that has not ended there */
	struct skipped done;
};

typedef bool pass_fn(struct passing *p);

/*
 * Passes over 64 bytes, in which there may be anything.  False where it cannot, since a line
 * does not end well or a text stands in a column that is asked about.
 */
INLINE bool
pass_by(scan64_fn *scan, fit64_fn *fit, struct passing *p)
{
	const char *s = p->s.p + p->from;
	uint64_t tabs, stops, found = 0;
	size_t i, column;

	scan(s, &tabs, &stops);
	for (i = 0; i < p->nt; i++)
		found |= find64(fit, s, &p->t[i]);
	while ((stops | found) != 0) {
		uint64_t stop = stops & -stops, text = found & -found;

		if (text - 1 < stop - 1) { /* of which 0 becomes the greatest */
			column = p->tabs + popcount64(tabs & (text - 1));
			p->done.found = column > p->want || p->asked == NULL || p->asked[column];
			if (p->done.found)
				return false;
			found ^= text;
			continue;
		}
		if (p->tabs + popcount64(tabs & (stop - 1)) != p->want || s[ctz64(stop)] != '\n')
			return false;
		tabs &= ~(stop - 1);
		stops ^= stop;
		p->tabs = 0;
		p->done.bytes = p->from + ctz64(stop) + 1;
		p->done.lines++;
	}
	p->tabs += popcount64(tabs);
	p->from += 64;
	return true;
}

/*
 * Passes over bytes up to last as long as no 64 of them have a NUL, what may be a text, or the
 * ends of two lines, which few have where lines are long.  Where one ends cannot be foreseen:
 * nothing branches on it.  nt, which is p->nt, is a constant to the compiler.
 */
INLINE void
run_by(look64_fn *look, struct passing *p, size_t nt, size_t last)
{
	const size_t want = p->want;
	size_t from = p->from, before = p->tabs, lines = 0, step = 0;
	uint64_t tabs, ends, ended, end = 0; /* of the last line that ended, in that step */

	for (; from <= last; from += 64) {
		if (SELDOM(look(p->s.p + from, p->t, nt, &tabs, &ends)) || SELDOM((ends & (ends - 1)) != 0))
			break;
		ended = -(uint64_t)(ends != 0); /* all bits, or none */
		if (SELDOM((((before + popcount64(tabs & (ends - 1))) ^ want) & ended) != 0))
			break;
		before += popcount64(tabs) - (want & ended);
		lines -= ended;
		end = ends != 0 ? ends : end;
		step = ends != 0 ? from : step;
	}
	p->from = from;
	p->tabs = before;
	p->done.lines += lines;
	if (end != 0)
		p->done.bytes = step + ctz64(end) + 1;
}

/* skip_lines() */
INLINE struct skipped
skip_by(look64_fn *look, pass_fn *pass, struct passing *p, size_t nt)
{
	size_t reach = 64, last, i;

	for (i = 0; i < nt; i++)
		reach = p->t[i].text.n + 63 > reach ? p->t[i].text.n + 63 : reach;
	if (reach > p->s.n)
		return p->done;
	last = p->s.n - reach;
	while (p->from <= last) {
		size_t from = p->from;

		run_by(look, p, nt, last);
		/* Where it comes nowhere, lines are short or probes fit often: let it rest. */
		for (i = p->from == from ? REST : 1; i > 0 && p->from <= last; i--)
			if (!pass(p))
				return p->done;
	}
	return p->done;
}

static APART bool
pass_plain(struct passing *p)
{
	return pass_by(scan64, fit64, p);
}

#ifdef AVX2

static AVX2 APART bool
pass_avx2(struct passing *p)
{
	return pass_by(scan64_avx2, fit64_avx2, p);
}

static AVX2 struct skipped
skip_avx2(struct passing *p)
{
	if (p->nt == 1) /* what is looked for stays in registers */
		return skip_by(look64_avx2, pass_avx2, p, 1);
	if (p->nt == 2)
		return skip_by(look64_avx2, pass_avx2, p, 2);
	return skip_by(look64_avx2, pass_avx2, p, p->nt);
}

#endif

struct skipped
skip_lines(struct slice s, size_t tabs, const bool *asked, const struct needle *t, size_t nt)
{
	struct passing p = { .s = s, .want = tabs, .asked = asked, .t = t, .nt = nt };

	return CHOOSE(skip_avx2(&p), skip_by(look64, pass_plain, &p, nt));
}

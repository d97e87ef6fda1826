/* Skips whole lines that cannot match: the hot loop of qb-grep. */
#include <stdint.h>

#include "base/lane.h"
#include "base/simd.h"
#include "base/slice.h"
#include "search/kernel.h"
#include "search/needle.h"
#include "search/skip.h"
#include "tsv/block.h"

enum { BACKOFF_BLOCKS = 8 /* taken on the exact path after the fast path made no progress */ };

/* The parameters of skip_lines(), and how far it has come. */
struct skip_state {
	struct slice s;
	size_t want; /* TABs of a line */
	const bool *columns;
	const struct needle *t;
	size_t nt;
	size_t from; /* offset of the next block */
	size_t tabs; /* of the line that is incomplete there */
	struct skipped done;
};

typedef bool skip_block_fn(struct skip_state *p);
/*
 * A probe function: which of the 64 bytes at p are TABs, and which are newlines.  Returns whether
 * there is a NUL or a place at which both rare bytes of one of the n needles match.
 */
typedef bool skip_probe_fn(const char *p, const struct needle *t, size_t n, uint64_t *tabs, uint64_t *newlines);

static inline bool
skip_probe(const char *p, const struct needle *t, size_t n, uint64_t *tabs, uint64_t *newlines)
{
	uint64_t rare = equal_mask(p, '\0');
	size_t i;

	*tabs = equal_mask(p, '\t');
	*newlines = equal_mask(p, '\n');
	for (i = 0; i < n; i++)
		rare |= pair_mask(p, &t[i]);
	return rare != 0;
}

#ifdef AVX2

static inline AVX2 bool
skip_probe_avx2(const char *p, const struct needle *t, size_t n, uint64_t *tabs, uint64_t *newlines)
{
	__m256i rare = _mm256_or_si256(equal32(p, 0, '\0'), equal32(p + 32, 0, '\0'));
	size_t i;

	*tabs = mask64(equal32(p, 0, '\t'), equal32(p + 32, 0, '\t'));
	*newlines = mask64(equal32(p, 0, '\n'), equal32(p + 32, 0, '\n'));
	for (i = 0; i < n; i++)
		rare = _mm256_or_si256(rare, _mm256_or_si256(pair32(p, &t[i]), pair32(p + 32, &t[i])));
	return _mm256_movemask_epi8(rare) != 0;
}

#endif

/* Handles one block exactly.  False at a malformed line or a needle in a searched column. */
ALWAYS_INLINE bool
skip_block_with(classify_fn *classify, pair_fn *pair, struct skip_state *p)
{
	const char *s = p->s.p + p->from;
	uint64_t tabs, stops, found = 0;
	size_t i, column;

	classify(s, &tabs, &stops);
	for (i = 0; i < p->nt; i++)
		found |= needle_mask(pair, s, &p->t[i]);
	while ((stops | found) != 0) {
		uint64_t stop = stops & -stops, hit = found & -found;

		if (hit - 1 < stop - 1) { /* 0 - 1 wraps around, so that "none" sorts last */
			column = p->tabs + popcount64(tabs & (hit - 1));
			p->done.found = column > p->want || p->columns == NULL || p->columns[column];
			if (p->done.found)
				return false;
			found ^= hit;
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
 * Fast path: advances up to last while a block has at most one newline, no NUL and no candidate.
 * Line ends are unpredictable, so the bookkeeping is free of branches.  nt equals p->nt, but is a
 * constant to the compiler, so that the loop over the needles is unrolled.
 */
ALWAYS_INLINE void
skip_run_with(skip_probe_fn *probe, struct skip_state *p, size_t nt, size_t last)
{
	const size_t want = p->want;
	size_t from = p->from, before = p->tabs, lines = 0, block = 0;
	uint64_t tabs, newlines, ended, end = 0; /* of the last line that ended, in that block */

	for (; from <= last; from += 64) {
		if (UNLIKELY(probe(p->s.p + from, p->t, nt, &tabs, &newlines)) ||
		    UNLIKELY((newlines & (newlines - 1)) != 0))
			break;
		ended = -(uint64_t)(newlines != 0); /* all bits, or none */
		if (UNLIKELY((((before + popcount64(tabs & (newlines - 1))) ^ want) & ended) != 0))
			break;
		before += popcount64(tabs) - (want & ended);
		lines -= ended;
		end = newlines != 0 ? newlines : end;
		block = newlines != 0 ? from : block;
	}
	p->from = from;
	p->tabs = before;
	p->done.lines += lines;
	if (end != 0)
		p->done.bytes = block + ctz64(end) + 1;
}

ALWAYS_INLINE struct skipped
skip_lines_with(skip_probe_fn *probe, skip_block_fn *skip_block, struct skip_state *p, size_t nt)
{
	size_t reach = 64, last, i;

	for (i = 0; i < nt; i++)
		reach = p->t[i].text.n + 63 > reach ? p->t[i].text.n + 63 : reach;
	if (reach > p->s.n)
		return p->done;
	last = p->s.n - reach;
	while (p->from <= last) {
		size_t from = p->from;

		skip_run_with(probe, p, nt, last);
		/* Without progress, lines are short or candidates frequent. */
		for (i = p->from == from ? BACKOFF_BLOCKS : 1; i > 0 && p->from <= last; i--)
			if (!skip_block(p))
				return p->done;
	}
	return p->done;
}

static NOINLINE bool
skip_block_generic(struct skip_state *p)
{
	return skip_block_with(classify_block, pair_mask, p);
}

#ifdef AVX2

static AVX2 NOINLINE bool
skip_block_avx2(struct skip_state *p)
{
	return skip_block_with(classify_block_avx2, pair_mask_avx2, p);
}

static AVX2 struct skipped
skip_lines_avx2(struct skip_state *p)
{
	if (p->nt == 1) /* the rare bytes stay in registers */
		return skip_lines_with(skip_probe_avx2, skip_block_avx2, p, 1);
	if (p->nt == 2)
		return skip_lines_with(skip_probe_avx2, skip_block_avx2, p, 2);
	return skip_lines_with(skip_probe_avx2, skip_block_avx2, p, p->nt);
}

#endif

struct skipped
skip_lines(struct slice s, size_t tabs, const bool *columns, const struct needle *t, size_t n)
{
	struct skip_state p = { .s = s, .want = tabs, .columns = columns, .t = t, .nt = n };

	return DISPATCH(skip_lines_avx2(&p), skip_lines_with(skip_probe, skip_block_generic, &p, n));
}

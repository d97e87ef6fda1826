/* CSV to TSV, 64 bytes at once. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/lane.h"
#include "base/simd.h"
#include "base/slice.h"
#include "tsv/csvblock.h"
#include "tsv/escape.h"

/* What 64 bytes have, as bit masks. */
struct csv_masks {
	uint64_t newlines;
	uint64_t stops;       /* quotes, CRs, NULs, and TABs that do not separate fields */
	uint64_t backslashes; /* that do not separate fields */
};

/* Copies the 64 bytes at p to out, with TABs for delimiters. */
typedef void csv_copy_fn(const char *p, char delim, char *out, struct csv_masks *m);

static inline void
csv_copy(const char *p, char delim, char *out, struct csv_masks *m)
{
	uint64_t delims = equal_mask(p, delim), d;

	memcpy(out, p, 64);
	for (d = delims; d != 0; d &= d - 1)
		out[ctz64(d)] = '\t';
	m->newlines = equal_mask(p, '\n');
	m->stops = equal_mask(p, '"') | equal_mask(p, '\r') | equal_mask(p, '\0') | (equal_mask(p, '\t') & ~delims);
	m->backslashes = equal_mask(p, '\\') & ~delims;
}

#ifdef AVX2

static inline AVX2 __m256i
csv_copy32_avx2(const char *p, char delim, char *out)
{
	__m256i v = load32(p), delims = _mm256_cmpeq_epi8(v, _mm256_set1_epi8(delim));

	v = _mm256_blendv_epi8(v, _mm256_set1_epi8('\t'), delims);
	_mm256_storeu_si256((__m256i *)(void *)out, v);
	return delims;
}

static inline AVX2 __m256i
csv_stops32_avx2(const char *p, __m256i delims)
{
	__m256i tabs = _mm256_andnot_si256(delims, equal32(p, 0, '\t'));

	__m256i other = _mm256_or_si256(equal32(p, 0, '\r'), equal32(p, 0, '\0'));

	return _mm256_or_si256(_mm256_or_si256(equal32(p, 0, '"'), tabs), other);
}

static inline AVX2 void
csv_copy_avx2(const char *p, char delim, char *out, struct csv_masks *m)
{
	__m256i lo = csv_copy32_avx2(p, delim, out), hi = csv_copy32_avx2(p + 32, delim, out + 32);

	m->newlines = mask64(equal32(p, 0, '\n'), equal32(p + 32, 0, '\n'));
	m->stops = mask64(csv_stops32_avx2(p, lo), csv_stops32_avx2(p + 32, hi));
	m->backslashes =
	    mask64(_mm256_andnot_si256(lo, equal32(p, 0, '\\')), _mm256_andnot_si256(hi, equal32(p + 32, 0, '\\')));
}

#endif

/* A conversion. */
struct csv_block {
	const char *begin, *p, *end; /* the text; from p on it is left */
	char delim;
	struct buf *out;
	size_t newlines;      /* in quoted fields of the record */
	struct csv_done done; /* whole records */
	size_t done_out;      /* where they end in out */
};

/* The bits of `bits` whose byte in the text at p is followed by one of the set. */
static NOINLINE uint64_t
csv_followed_by(const struct csv_block *b, uint64_t bits, const char *set)
{
	uint64_t found = 0;

	for (; bits != 0; bits &= bits - 1) {
		const char *next = b->p + ctz64(bits) + 1;

		if (next < b->end && *next != b->delim && *next != '\0' && strchr(set, *next) != NULL)
			found |= bits & -bits;
	}
	return found;
}

/* Whether a line begins at p, which is not in quotes. */
static inline bool
csv_begins_line(const struct csv_block *b, const char *p)
{
	return p == b->begin || p[-1] == '\n';
}

/* Adds the stops that bytes are because of those next to them: blank lines, backslashes to escape. */
static inline void
csv_add_stops(const struct csv_block *b, struct csv_masks *m)
{
	uint64_t begins = m->newlines << 1 | csv_begins_line(b, b->p);

	m->stops |= m->newlines & begins;
	if (UNLIKELY(m->backslashes != 0))
		m->stops |= csv_followed_by(b, m->backslashes, "tnr\\\t");
}

/* Whether the text at p ends a field. */
static bool
csv_ends_field(const struct csv_block *b, const char *p)
{
	return p < b->end && (*p == b->delim || *p == '\n' || (*p == '\r' && p + 1 < b->end && p[1] == '\n'));
}

/* Converts the field whose opening quote is at p; false if it is incomplete, malformed or has a NUL. */
static bool
csv_quoted_field(struct csv_block *b)
{
	const char *from = b->p + 1, *quote, *nl;
	bool doubled = true;

	while (doubled && (quote = memchr(from, '"', (size_t)(b->end - from))) != NULL) {
		struct slice part;

		doubled = quote + 1 < b->end && quote[1] == '"';
		part = (struct slice){ from, (size_t)(quote - from) + doubled };
		if (memchr(part.p, '\0', part.n) != NULL)
			return false;
		field_encode(part, b->out); /* a backslash before a quote is not an escape */
		for (nl = from; (nl = memchr(nl, '\n', (size_t)(quote - nl))) != NULL; nl++)
			b->newlines++;
		from = quote + 1 + doubled;
	}
	b->p = from;
	return !doubled && csv_ends_field(b, from);
}

/* Converts what is at p, a stop; false if libcsv has to do it. */
static bool
csv_stop(struct csv_block *b)
{
	switch (*b->p) {
	case '"':
		return (csv_begins_line(b, b->p) || b->p[-1] == b->delim) && csv_quoted_field(b);
	case '\r':
		if (csv_begins_line(b, b->p) || b->p + 1 == b->end || b->p[1] != '\n')
			return false;
		break;
	case '\t':
		buf_append(b->out, "\\t", 2);
		break;
	case '\\':
		buf_append(b->out, "\\\\", 2);
		break;
	default:
		return false;
	}
	b->p++;
	return true;
}

/* Counts the records that end at these newlines of the block at p. */
static inline void
csv_count(struct csv_block *b, uint64_t newlines)
{
	size_t n = 64 - (size_t)__builtin_clzll(newlines);

	b->done.records += popcount64(newlines);
	b->done.lines += popcount64(newlines) + b->newlines;
	b->done.bytes = (size_t)(b->p - b->begin) + n;
	b->done_out = b->out->n + n;
}

ALWAYS_INLINE void
csv_convert_with(csv_copy_fn *copy, struct csv_block *b)
{
	while (b->p < b->end) {
		size_t n = (size_t)(b->end - b->p) < 64 ? (size_t)(b->end - b->p) : 64;
		char last[64] = { 0 }; /* its NULs are stops */
		struct csv_masks m;

		copy(n < 64 ? memcpy(last, b->p, n) : b->p, b->delim, buf_reserve(b->out, 64), &m);
		csv_add_stops(b, &m);
		if (m.stops != 0) {
			n = ctz64(m.stops);
			m.newlines &= (m.stops & -m.stops) - 1;
		}
		if (m.newlines != 0 && b->newlines > 0) {
			csv_count(b, m.newlines & -m.newlines);
			break;
		}
		if (m.newlines != 0)
			csv_count(b, m.newlines);
		b->p += n;
		b->out->n += n;
		if (m.stops != 0 && (b->p == b->end || !csv_stop(b)))
			break;
	}
}

#ifdef AVX2

static AVX2 void
csv_convert_avx2(struct csv_block *b)
{
	csv_convert_with(csv_copy_avx2, b);
}

#endif

struct csv_done
csv_block_convert(struct slice csv, char delim, struct buf *out)
{
	struct csv_block b = { .begin = csv.p, .p = csv.p, .end = csv.p + csv.n, .delim = delim, .out = out };

	b.done_out = out->n;
	DISPATCH(csv_convert_avx2(&b), csv_convert_with(csv_copy, &b));
	out->n = b.done_out;
	return b.done;
}

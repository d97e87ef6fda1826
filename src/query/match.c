/* Records that match patterns. */
#include <stdbool.h>
#include <stddef.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "query/match.h"
#include "search/prefilter.h"
#include "search/regex.h"
#include "search/skip.h"
#include "tsv/escape.h"

int
query_failed(const struct bank *b, const struct record *r, size_t c)
{
	return record_fail(r, "%s: %s", bank_header(b)->name[c].p, failure());
}

struct record *
query_next(const struct query *q, struct bank *b, bool *found)
{
	struct skipped skipped = { 0 };
	struct record *r;

	if (!q->invert && bank_header(b)->n > 1) /* in one column, a conflict mark has the right number of fields */
		skipped = prefilter_skip(q->prefilter, bank_peek(b), bank_header(b)->n - 1, q->searched);
	if (skipped.bytes > 0)
		bank_consume(b, skipped.bytes, skipped.lines);
	r = bank_next(b);
	*found = skipped.found && !bank_passed(b); /* a repeated header may have been the line with the needle */
	return r;
}

/* Whether the field matches: 1, 0, or -1 if the match failed. */
static int
query_field_matches(const struct query *q, struct slice field, bool found)
{
	static struct buf text;
	enum prefilter_result v = q->prefilter ? prefilter_check(q->prefilter, field, 1, found) : MATCH_MAYBE;

	if (v != MATCH_MAYBE)
		return v == MATCH_YES;
	return regex_match(q->regex, field_decode(field, &text), 0, NULL, NULL);
}

int
query_matches(const struct query *q, const struct bank *b, const struct record *r, bool found)
{
	bool one = q->ncol == 1;
	size_t i;

	regex_reset_time();
	/* With several columns, check the line before its fields. */
	if (q->prefilter && !one && prefilter_check(q->prefilter, r->line, q->ncol, found) == MATCH_NO)
		return q->invert;
	for (i = 0; i < q->ncol; i++) {
		int matched = query_field_matches(q, record_field(r, q->col[i]), found && one);

		if (matched == -1)
			return query_failed(b, r, q->col[i]);
		if (matched)
			return !q->invert;
	}
	return q->invert;
}

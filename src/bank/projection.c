/* The columns to write. */
#include <stdbool.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/projection.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"

int
projection_named(struct projection *p, const struct bank *b, const char *list)
{
	const struct header *h = bank_header(b);
	bool *named;
	size_t i;
	int status = 0;

	if (bank_columns(b, list, &p->col, &p->n) == -1)
		return -1;
	named = xcalloc(h->n, sizeof(*named));
	for (i = 0; i < p->n && status == 0; i++) {
		if (named[p->col[i]])
			status = fail("-c: duplicate column '%s'", h->name[p->col[i]].p);
		named[p->col[i]] = true;
	}
	free(named);
	return status;
}

int
projection_except(struct projection *p, const struct bank *b, const char *list)
{
	size_t n = bank_header(b)->n, *excluded, nexcluded, i;
	bool *skip;

	if (bank_columns(b, list, &excluded, &nexcluded) == -1)
		return -1;
	skip = xcalloc(n, sizeof(*skip));
	p->col = xcalloc(n, sizeof(*p->col));
	for (i = 0; i < nexcluded; i++)
		skip[excluded[i]] = true;
	for (i = 0; i < n; i++)
		if (!skip[i])
			p->col[p->n++] = i;
	free(excluded);
	free(skip);
	return p->n > 0 ? 0 : fail("-x excludes every column");
}

void
projection_write(const struct projection *p, const struct record *r, struct writer *w)
{
	size_t i;

	if (p->col == NULL)
		writer_line(w, r->line);
	else
		for (i = 0; i < p->n; i++)
			writer_field(w, record_field(r, p->col[i]));
}

void
projection_free(struct projection *p)
{
	free(p->col);
	*p = (struct projection){ 0 };
}

/* The columns of a bank by their names. */
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/slice.h"

int
bank_find(const struct bank *b, struct slice name, size_t *col)
{
	struct buf names = { 0 };
	const struct header *h = bank_header(b);

	*col = header_find(h, name);
	if (*col != NO_COLUMN)
		return 0;
	list_names(&names, h->name, h->n);
	fail("%s: no column '%.*s'; columns: %s", bank_name(b), SHOWN(name), buf_cstr(&names));
	buf_free(&names);
	return -1;
}

int
bank_column(const struct bank *b, const char *name, size_t *col)
{
	return bank_find(b, slice_of(name), col);
}

int
bank_columns(const struct bank *b, const char *list, size_t **cols, size_t *n)
{
	struct slice rest = slice_of(list), name;

	*cols = xcalloc(rest.n + 1, sizeof(**cols));
	for (*n = 0; slice_next(&rest, ',', &name); ++*n)
		if (bank_find(b, name, *cols + *n) == -1) {
			free(*cols);
			*cols = NULL;
			return -1;
		}
	return 0;
}

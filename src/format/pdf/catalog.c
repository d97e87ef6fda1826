#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/number.h"
#include "base/slice.h"
#include "format/pdf/catalog.h"

#define ENTRIES "   /Lang (en)\n   /PageMode /UseOutlines\n   /ViewerPreferences << /DisplayDocTitle true >>\n"

/* The last occurrence of the text, or NULL. */
static const char *
catalog_find_last(struct slice s, const char *text)
{
	size_t n = strlen(text), i;

	for (i = s.n; i >= n; i--)
		if (memcmp(s.p + i - n, text, n) == 0)
			return s.p + i - n;
	return NULL;
}

/* Parses the number after the last occurrence of the text. */
static bool
catalog_number_after(struct slice s, const char *text, int *value)
{
	const char *p = catalog_find_last(s, text);
	struct slice digits;

	if (p == NULL)
		return false;
	digits.p = p + strlen(text);
	digits.n = 0;
	while (digits.p + digits.n < s.p + s.n && digits.p[digits.n] >= '0' && digits.p[digits.n] <= '9')
		digits.n++;
	return parse_digits(digits, value);
}

/*
 * Appends an incremental update (ISO 32000-1, 7.5.6) that rewrites the catalog with /Lang,
 * /PageMode and /ViewerPreferences, which cairo 1.16 and 1.18 cannot set.  The update
 * ends with a cross-reference table, so the PDF must have a table, too, not a stream (PDF 1.5).
 */
int
catalog_extend(struct buf *pdf)
{
	struct slice all = buf_slice(pdf);
	const char *catalog = catalog_find_last(all, "<< /Type /Catalog\n"), *end = NULL;
	struct buf update = { 0 };
	int size, root, info, table;
	size_t at;

	if (catalog != NULL)
		end = catalog_find_last(slice_skip(all, (size_t)(catalog - all.p)), "\n>>\nendobj\n");
	if (end == NULL || !catalog_number_after(all, "/Size ", &size) || !catalog_number_after(all, "/Root ", &root) ||
	    !catalog_number_after(all, "/Info ", &info) || !catalog_number_after(all, "startxref\n", &table))
		return fail("cannot set the language of the PDF: unknown structure");
	buf_printf(&update, "%d 0 obj\n", root);
	buf_append(&update, catalog, (size_t)(end + 1 - catalog));
	buf_str(&update, ENTRIES ">>\nendobj\n");
	at = all.n + update.n;
	buf_printf(&update, "xref\n%d 1\n%010zu 00000 n \n", root, all.n);
	buf_printf(&update,
	    "trailer\n<< /Size %d\n   /Root %d 0 R\n   /Info %d 0 R\n   /Prev %d\n>>\nstartxref\n%zu\n%%%%EOF\n", size,
	    root, info, table, at);
	buf_append(pdf, update.p, update.n);
	buf_free(&update);
	return 0;
}

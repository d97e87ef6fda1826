/* The lines of a Markdown file that are not imported: each is reported. */
#include <stdbool.h>
#include <string.h>

#include "base/slice.h"
#include "import/import.h"
#include "import/md/account.h"
#include "import/md/marker.h"
#include "import/md/outline.h"

void
account_skip(struct import *im, struct outline *o, size_t first, size_t last, const char *what)
{
	size_t i;

	while (first < last && outline_is_blank(o, first))
		first++;
	import_skipped(im, first + 1, what, slice_trim_ws(o->line[first]));
	for (i = first + 1; i <= last; i++)
		if (!outline_is_blank(o, i))
			import_skipped_line(im, i + 1, what, slice_trim_ws(o->line[i]));
	outline_use(o, first, last);
}

void
account_skip_part(struct import *im, struct outline *o, size_t part, const char *what)
{
	const struct md_part *p = &o->part[part];
	size_t first, last;

	if (p->first == NO_LINE)
		return; /* account_rest() finds its lines */
	outline_extent(o, part, &first, &last);
	if (p->kind == MD_PART_CODE)
		for (; first < p->first; first++) /* the message quotes code, not the fence */
			if (!outline_is_blank(o, first)) {
				import_skipped_line(im, first + 1, what, slice_trim_ws(o->line[first]));
				outline_use(o, first, first);
			}
	account_skip(im, o, first, last, what);
}

/* Whether the line is only `---` or the like. */
static bool
account_is_rule(struct slice line)
{
	size_t i, n = 0;

	if (line.n == 0 || strchr("-*_=", *line.p) == NULL)
		return false;
	for (i = 0; i < line.n; i++)
		if (line.p[i] == *line.p)
			n++;
		else if (line.p[i] != ' ' && line.p[i] != '\t')
			return false;
	return n >= 3;
}

void
account_rest(struct import *im, struct outline *o)
{
	size_t i, number;

	for (i = 0; i < o->lines; i++) {
		struct slice line = slice_trim_ws(o->line[i]), text;
		const char *what = "line without text";

		if (o->used[i] || line.n == 0)
			continue;
		if (account_is_rule(line))
			what = "rule";
		else if (*line.p == '[')
			what = "link definition";
		else if (marker_parse(line, &text, &number) > 0)
			what = "item without a question";
		account_skip(im, o, i, i, what);
	}
}

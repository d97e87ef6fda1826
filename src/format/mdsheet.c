#include <stddef.h>

#include "base/buf.h"
#include "format/mdsheet.h"
#include "format/sheet.h"
#include "markup/mdtext.h"

/* Appends a paragraph of one line. */
static void
mdsheet_line(size_t margin, const char *s, struct buf *b)
{
	buf_printf(b, "\n%*s%s\n", (int)margin, "", s);
}

void
mdsheet_points(const struct sheet *s, size_t margin, struct buf *b)
{
	struct buf text = { 0 };
	size_t i;

	if (s->n > 0)
		mdsheet_line(margin, "<!-- points -->", b); /* ends a list before it */
	for (i = 0; i < s->n; i++) {
		const struct sheet_point *p = &s->point[i];

		if (p->misconception && (i == 0 || !s->point[i - 1].misconception))
			mdsheet_line(margin, SHEET_MISCONCEPTIONS ":", b);
		if (i == 0 || p->misconception != s->point[i - 1].misconception)
			buf_byte(b, '\n');
		text.n = 0;
		sheet_label(p, &text);
		buf_printf(b, "%*s- [ ] %.10g: ", (int)margin, "", p->weight);
		md_escape(buf_slice(&text), b);
		buf_byte(b, '\n');
	}
	text.n = 0;
	sheet_sum(s, &text);
	mdsheet_line(margin, buf_cstr(&text), b);
	buf_free(&text);
}

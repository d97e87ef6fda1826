#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "format/htmlsheet.h"
#include "format/htmltext.h"
#include "format/job.h"
#include "format/sheet.h"

int
htmlsheet_header(struct buf *b, const struct job *j)
{
	size_t i;
	int status = 0;

	if (j->nheader == 0)
		return 0;
	buf_str(b, "<div class=\"form\" dir=\"auto\">\n");
	for (i = 0; status == 0 && i < j->nheader; i++)
		status = html_markdown(b, slice_of(j->header[i]), 1);
	buf_str(b, "</div>\n");
	return status;
}

void
htmlsheet_space(struct buf *b, size_t n)
{
	if (n == 0)
		return;
	buf_str(b, "<div class=\"space\" aria-hidden=\"true\">");
	while (n-- > 0)
		buf_str(b, "<div></div>");
	buf_str(b, "</div>\n");
}

static void
htmlsheet_point(struct buf *b, const struct sheet_point *p)
{
	struct buf label = { 0 };

	sheet_label(p, &label);
	buf_printf(b,
	    "<li><label><input type=\"checkbox\"> <span class=\"weight\">%.10g</span> "
	    "<span dir=\"auto\">",
	    p->weight);
	html_text(b, buf_slice(&label));
	buf_str(b, "</span></label></li>\n");
	buf_free(&label);
}

/* Appends the points that are misconceptions or those that are not, as a list after its heading, if any. */
static void
htmlsheet_list(struct buf *b, const struct sheet *s, bool misconceptions)
{
	size_t n = 0, i;

	for (i = 0; i < s->n; i++) {
		if (s->point[i].misconception != misconceptions)
			continue;
		if (n++ == 0 && misconceptions)
			buf_str(b, "<p>" SHEET_MISCONCEPTIONS "</p>\n");
		if (n == 1)
			buf_str(b, "<ul>\n");
		htmlsheet_point(b, &s->point[i]);
	}
	if (n > 0)
		buf_str(b, "</ul>\n");
}

/* Appends a line to be completed, in that class. */
static void
htmlsheet_line(struct buf *b, const char *class, struct buf *line)
{
	buf_printf(b, "<p class=\"%s\">%s</p>\n", class, buf_cstr(line));
	buf_free(line);
}

void
htmlsheet_points(struct buf *b, const struct sheet *s)
{
	struct buf sum = { 0 };

	buf_str(b, "<div class=\"points\">\n");
	htmlsheet_list(b, s, false);
	htmlsheet_list(b, s, true);
	sheet_sum(s, &sum);
	htmlsheet_line(b, "sum", &sum);
	buf_str(b, "</div>\n");
}

void
htmlsheet_total(struct buf *b, const struct sheet *s)
{
	struct buf total = { 0 };

	sheet_total(s, &total);
	htmlsheet_line(b, "total", &total);
}

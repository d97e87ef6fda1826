/*
 * The page of qb-progress: one HTML file with the style of qb-format -t html and some of its own, to
 * which its Content-Security-Policy limits it.
 */
#include <stddef.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/out.h"
#include "chart/chart.css.h"
#include "chart/figures.h"
#include "chart/page.h"
#include "chart/parts.h"
#include "format/page.css.h"
#include "review/days.h"
#include "review/history.h"
#include "review/progress.h"

static void
page_put_lines(struct out *o, const char *const *line)
{
	out_str(o, "<style>");
	while (*line != NULL)
		out_str(o, *line++);
	out_str(o, "</style>\n");
}

static void
page_put_head(struct out *o)
{
	out_str(o, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
	out_printf(o,
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '%s' '%s'; "
	    "base-uri 'none'; form-action 'none'\">\n",
	    page_css_hash, chart_css_hash);
	out_str(o,
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"generator\" content=\"qb-progress " QB_VERSION "\">\n<title>Progress</title>\n");
	page_put_lines(o, page_css);
	page_put_lines(o, chart_css);
	out_str(o, "</head>\n<body class=\"progress\">\n");
}

/* The days in a row with reviews up to today, or up to yesterday. */
static size_t
page_streak(const struct figures *f)
{
	long today = history_today(f->history);
	size_t n = 0;

	if (f->days == 0 || f->day[f->days - 1].day < today - 1)
		return 0;
	while (n < f->days && f->day[f->days - 1 - n].day == f->day[f->days - 1].day - (long)n)
		n++;
	return n;
}

/* Writes a figure of the summary; its unit, which may be empty, is written small. */
static void
page_put_figure(struct out *o, const char *name, const char *figure, const char *unit)
{
	out_printf(o, "<div><dt>%s</dt><dd>%s <small>%s</small></dd></div>\n", name, figure, unit);
}

static void
page_put_summary(struct out *o, const struct figures *f)
{
	const struct progress_counts *c = &f->total.counts;
	struct buf figure = { 0 }, unit = { 0 };

	out_str(o, "<dl>\n");
	buf_printf(&figure, "%zu", f->due[0]);
	page_put_figure(o, "Due today", buf_cstr(&figure), "");
	figure.n = 0;
	buf_printf(&figure, "%zu", c->seen);
	buf_printf(&unit, "of %zu", c->questions);
	page_put_figure(o, "Questions seen", buf_cstr(&figure), buf_cstr(&unit));
	if (c->seen > 0) {
		figure.n = 0;
		buf_printf(&figure, "%.1f%%", 100 * c->recall / (double)c->seen);
		page_put_figure(o, "Predicted recall", buf_cstr(&figure), "today");
	}
	if (f->total.held > 0) {
		figure.n = unit.n = 0;
		buf_printf(&figure, "%.1f%%", 100 * (double)f->total.recalled / (double)f->total.held);
		buf_printf(&unit, "of %zu", f->total.held);
		page_put_figure(o, "Recalled on a later day", buf_cstr(&figure), buf_cstr(&unit));
	}
	figure.n = 0;
	buf_printf(&figure, "%zu", page_streak(f));
	page_put_figure(o, "Days in a row", buf_cstr(&figure), "");
	out_str(o, "</dl>\n");
	buf_free(&figure);
	buf_free(&unit);
}

static void
page_put_header(struct out *o, const struct figures *f)
{
	const struct progress_counts *c = &f->total.counts;
	struct buf date = { 0 };

	date_print(history_today(f->history), &date);
	out_printf(o, "<header>\n<div>\n<h1>Progress</h1>\n<p>%s · %zu question%s · %zu review%s on %zu day%s</p>\n",
	    buf_cstr(&date), c->questions, c->questions == 1 ? "" : "s", c->reviews, c->reviews == 1 ? "" : "s",
	    f->days, f->days == 1 ? "" : "s");
	if (f->suspended > 0)
		out_printf(o, "<p>%zu suspended question%s counted neither as due nor as weakest.</p>\n", f->suspended,
		    f->suspended == 1 ? " is" : "s are");
	out_str(o, "</div>\n</header>\n");
	buf_free(&date);
}

int
page_write(struct out *o, const struct figures *f)
{
	int status;

	page_put_head(o);
	page_put_header(o, f);
	out_str(o, "<main>\n");
	page_put_summary(o, f);
	parts_days(o, f);
	if (f->total.counts.seen > 0) {
		out_str(o, "<div class=\"pair\">\n");
		parts_forecast(o, f);
		parts_stability(o, f);
		out_str(o, "</div>\n");
	}
	parts_topics(o, f);
	status = parts_weakest(o, f);
	out_str(o, "</main>\n</body>\n</html>\n");
	return status;
}

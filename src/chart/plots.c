/* The sections of the page that plot numbers: reviews per day, forecast, stability. */
#include <stddef.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/out.h"
#include "base/slice.h"
#include "chart/calendar.h"
#include "chart/figures.h"
#include "chart/parts.h"
#include "chart/svg.h"
#include "review/days.h"
#include "review/history.h"

void
parts_open(struct out *o, const char *id, const char *heading)
{
	out_printf(o, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, heading);
}

void
parts_close(struct out *o)
{
	out_str(o, "</section>\n");
}

void
parts_table(struct out *o, const char *summary, const char *columns)
{
	struct slice rest = slice_of(columns), column;

	out_printf(
	    o, "<details>\n<summary>%s</summary>\n<div class=\"wide\" tabindex=\"0\">\n<table>\n<thead><tr>", summary);
	while (slice_next(&rest, '\t', &column)) {
		out_str(o, "<th scope=\"col\">");
		out_slice(o, column);
		out_str(o, "</th>");
	}
	out_str(o, "</tr></thead>\n<tbody>\n");
}

void
parts_end_table(struct out *o)
{
	out_str(o, "</tbody>\n</table>\n</div>\n</details>\n");
}

void
parts_percent(struct out *o, double part, size_t whole)
{
	if (whole > 0)
		out_printf(o, "<td>%.1f%%</td>", 100 * part / (double)whole);
	else
		out_str(o, "<td>–</td>");
}

/* Begins a row of a table with a day. */
static void
plots_put_day(struct out *o, long day)
{
	struct buf date = { 0 };

	date_print(day, &date);
	out_str(o, "<tr><th scope=\"row\">");
	out_slice(o, buf_slice(&date));
	out_str(o, "</th>");
	buf_free(&date);
}

void
parts_days(struct out *o, const struct figures *f)
{
	size_t i;

	parts_open(o, "days", "Reviews per day");
	if (f->days == 0) {
		out_str(o, "<p>No reviews yet. Practise with <code>qb-quiz</code>, which logs your grades.</p>\n");
	} else {
		calendar_write(o, f->day, f->days, history_today(f->history));
		parts_table(o, "All days as a table", "Day\tReviews\tNew\tAgain\tPredicted recall");
		for (i = 0; i < f->days; i++) {
			const struct days_row *row = &f->day[i];

			plots_put_day(o, row->day);
			out_printf(o, "<td>%zu</td><td>%zu</td><td>%zu</td>", row->reviews, row->new, row->again);
			parts_percent(o, row->recall, row->reviews - row->new);
			out_str(o, "</tr>\n");
		}
		parts_end_table(o);
	}
	parts_close(o);
}

/* ---- Forecast ---- */

static void
plots_forecast_tip(const void *arg, size_t i, struct buf *b)
{
	const struct figures *f = arg;

	date_print(history_today(f->history) + (long)i, b);
	buf_printf(b, ": %zu due", f->due[i]);
}

static void
plots_forecast_tick(const void *arg, size_t i, struct buf *b)
{
	const struct figures *f = arg;

	if (i == 0) {
		buf_str(b, "today");
	} else if (i % 7 == 0) {
		date_print(history_today(f->history) + (long)i, b);
		buf_consume(b, b->n - 5); /* month and day */
	}
}

void
parts_forecast(struct out *o, const struct figures *f)
{
	static const struct svg_bars bars = { .id = "forecast-plot",
		.title = "Questions due on each of the next 30 days",
		.n = FIGURES_DAYS,
		.tip = plots_forecast_tip,
		.tick = plots_forecast_tick };
	struct svg_bars b = bars;
	size_t i;

	parts_open(o, "forecast", "Forecast");
	out_printf(o,
	    "<p>Questions that fall due, if none is reviewed before. Today includes those overdue; %zu later.</p>\n",
	    f->due[FIGURES_DAYS]);
	b.value = f->due;
	b.arg = f;
	svg_bars(o, &b);
	parts_table(o, "Forecast as a table", "Day\tDue");
	for (i = 0; i < FIGURES_DAYS; i++) {
		plots_put_day(o, history_today(f->history) + (long)i);
		out_printf(o, "<td>%zu</td></tr>\n", f->due[i]);
	}
	out_printf(o, "<tr><th scope=\"row\">later</th><td>%zu</td></tr>\n", f->due[FIGURES_DAYS]);
	parts_end_table(o);
	parts_close(o);
}

/* ---- Stability ---- */

/* Appends the range of a bin. */
static void
plots_print_bin(size_t i, struct buf *b)
{
	if (i == 0)
		buf_printf(b, "less than %g day", figures_bin(1));
	else if (i < FIGURES_BINS - 1)
		buf_printf(b, "%g to %g days", figures_bin(i), figures_bin(i + 1));
	else
		buf_printf(b, "%g days or more", figures_bin(i));
}

static void
plots_stability_tip(const void *arg, size_t i, struct buf *b)
{
	const struct figures *f = arg;

	plots_print_bin(i, b);
	buf_printf(b, ": %zu question%s", f->stability[i], f->stability[i] == 1 ? "" : "s");
}

static void
plots_stability_tick(const void *arg, size_t i, struct buf *b)
{
	(void)arg;
	if (i > 0)
		buf_printf(b, "%g", figures_bin(i));
}

void
parts_stability(struct out *o, const struct figures *f)
{
	static const struct svg_bars bars = { .id = "stability-plot",
		.title = "Questions by stability, in days",
		.n = FIGURES_BINS,
		.tip = plots_stability_tip,
		.tick = plots_stability_tick };
	struct svg_bars b = bars;
	struct buf range = { 0 };
	size_t i;

	parts_open(o, "stability", "Stability");
	out_str(o, "<p>Questions by the number of days after which recall has fallen to 90%.</p>\n");
	b.value = f->stability;
	b.arg = f;
	svg_bars(o, &b);
	parts_table(o, "Stability as a table", "Stability\tQuestions");
	for (i = 0; i < FIGURES_BINS; i++) {
		range.n = 0;
		plots_print_bin(i, &range);
		out_printf(o, "<tr><th scope=\"row\">%s</th><td>%zu</td></tr>\n", buf_cstr(&range), f->stability[i]);
	}
	parts_end_table(o);
	parts_close(o);
	buf_free(&range);
}

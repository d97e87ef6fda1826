/* A calendar of reviews. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/out.h"
#include "chart/calendar.h"
#include "chart/svg.h"
#include "review/days.h"

enum {
	CALENDAR_HALVES = 4, /* pictures at most */
	CALENDAR_LEVELS = 4, /* shades of days with reviews */
	CALENDAR_PITCH = 11,
	CALENDAR_LEFT = 28,
	CALENDAR_TOP = 16,
	CALENDAR_WEEKS = 28
};

/* A half year: January to June, or July to December. */
struct calendar_half {
	long from, to; /* the first day, and the one after the last */
	char year[16];
	bool second;
};

/*
 * The numbers of reviews up to which a day has the shade i + 1, in increasing order; the last shade
 * has no limit.  After today, days have no square.
 */
struct calendar_levels {
	size_t most[CALENDAR_LEVELS];
	size_t n; /* shades */
	size_t highest;
	long today;
};

static const char *const calendar_month[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
	"Nov", "Dec" };

/* Whether the year has that day, MM-DD, which is then stored. */
static bool
calendar_parse(const char *year, const char *day, long *parsed)
{
	struct buf b = { 0 };
	bool valid;

	buf_printf(&b, "%s-%s", year, day);
	valid = date_parse(buf_slice(&b), parsed);
	buf_free(&b);
	return valid;
}

/* The month of a day, from 0; appends the year to *year, which may be NULL. */
static int
calendar_split(long day, struct buf *year)
{
	struct buf b = { 0 };
	const char *text, *dash;
	int month;

	date_print(day, &b);
	text = buf_cstr(&b);
	dash = strchr(text + 1, '-');
	month = (dash[1] - '0') * 10 + dash[2] - '0' - 1;
	if (year != NULL)
		buf_append(year, text, (size_t)(dash - text));
	buf_free(&b);
	return month;
}

static struct calendar_half
calendar_half(long day)
{
	struct calendar_half h = { .from = day };
	struct buf year = { 0 };
	long leap;

	h.second = calendar_split(day, &year) >= 6;
	if (year.n < sizeof(h.year))
		memcpy(h.year, year.p, year.n);
	buf_free(&year);
	calendar_parse(h.year, h.second ? "07-01" : "01-01", &h.from);
	h.to = h.from + (h.second ? 184 : 181 + calendar_parse(h.year, "02-29", &leap));
	return h;
}

/* The day of the week, 0 for Monday.  1970-01-01 was a Thursday. */
static long
calendar_weekday(long day)
{
	return ((day + 3) % 7 + 7) % 7;
}

static int
calendar_compare(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

/* The quartiles of the days that have reviews. */
static struct calendar_levels
calendar_levels(const struct days_row *row, size_t n)
{
	struct calendar_levels l = { .n = 1 };
	size_t *reviews = xcalloc(n, sizeof(*reviews)), i;

	for (i = 0; i < n; i++)
		reviews[i] = row[i].reviews;
	qsort(reviews, n, sizeof(*reviews), calendar_compare);
	l.highest = reviews[n - 1];
	for (i = 1; i < CALENDAR_LEVELS; i++) {
		size_t quartile = reviews[n * i / CALENDAR_LEVELS];

		if (quartile < l.highest && (l.n == 1 || quartile > l.most[l.n - 2])) {
			l.most[l.n - 1] = quartile;
			l.n++;
		}
	}
	free(reviews);
	return l;
}

/* The shade of so many reviews, from 1; the darkest is always CALENDAR_LEVELS. */
static size_t
calendar_shade(const struct calendar_levels *l, size_t i)
{
	return CALENDAR_LEVELS - l->n + 1 + i;
}

static size_t
calendar_level(const struct calendar_levels *l, size_t reviews)
{
	size_t i = 0;

	while (i < l->n - 1 && reviews > l->most[i])
		i++;
	return calendar_shade(l, i);
}

/* Draws the square of a day; row is NULL if it has no reviews. */
static void
calendar_put_day(struct out *o, long day, const struct calendar_half *h, const struct days_row *row, size_t level)
{
	long offset = day - h->from + calendar_weekday(h->from);
	struct buf date = { 0 };

	out_printf(o, "<rect class=\"l%zu\" x=\"%ld\" y=\"%ld\" width=\"9\" height=\"9\" rx=\"1.5\"",
	    row != NULL ? level : 0, CALENDAR_LEFT + offset / 7 * CALENDAR_PITCH,
	    CALENDAR_TOP + offset % 7 * CALENDAR_PITCH);
	if (row != NULL) {
		date_print(day, &date);
		out_printf(o, "><title>%s: %zu review%s</title></rect>\n", buf_cstr(&date), row->reviews,
		    row->reviews == 1 ? "" : "s");
	} else {
		out_str(o, "/>\n");
	}
	buf_free(&date);
}

/* Draws the names of months and of weekdays. */
static void
calendar_put_names(struct out *o, const struct calendar_half *h)
{
	static const char *const weekday[] = { "Mon", NULL, "Wed", NULL, "Fri", NULL, NULL };
	long day, month = -1;
	int i;

	for (i = 0; i < 7; i++)
		if (weekday[i] != NULL)
			out_printf(
			    o, "<text x=\"0\" y=\"%d\">%s</text>\n", CALENDAR_TOP + i * CALENDAR_PITCH + 8, weekday[i]);
	for (day = h->from; day < h->to; day++)
		if (calendar_split(day, NULL) != month) {
			month = calendar_split(day, NULL);
			out_printf(o, "<text x=\"%ld\" y=\"10\">%s</text>\n",
			    CALENDAR_LEFT + (day - h->from + calendar_weekday(h->from) + 6) / 7 * CALENDAR_PITCH,
			    calendar_month[month]);
		}
}

/* Draws a half year, of which row points to the first day with reviews. */
static void
calendar_put_half(
    struct out *o, const struct calendar_half *h, const struct days_row *row, size_t n, const struct calendar_levels *l)
{
	const struct days_row *end = row + n;
	struct buf id = { 0 }, title = { 0 };
	size_t reviews = 0, days;
	long day;

	for (days = 0; days < n && row[days].day < h->to; days++)
		reviews += row[days].reviews;
	buf_printf(&id, "calendar-%s-%d", h->year, h->second ? 2 : 1);
	buf_printf(&title, "%s, %s: %zu review%s on %zu day%s", h->year,
	    h->second ? "July to December" : "January to June", reviews, reviews == 1 ? "" : "s", days,
	    days == 1 ? "" : "s");
	out_printf(o, "<figure>\n<figcaption>%s</figcaption>\n", buf_cstr(&title));
	svg_open(o, buf_cstr(&id), buf_cstr(&title), CALENDAR_LEFT + CALENDAR_WEEKS * CALENDAR_PITCH,
	    CALENDAR_TOP + 7 * CALENDAR_PITCH);
	calendar_put_names(o, h);
	for (day = h->from; day < h->to; day++) {
		bool has = row < end && row->day == day;

		if (has || day <= l->today) /* the days to come are not days without reviews */
			calendar_put_day(o, day, h, has ? row : NULL, has ? calendar_level(l, row->reviews) : 0);
		row += has;
	}
	svg_close(o);
	out_str(o, "</figure>\n");
	buf_free(&id);
	buf_free(&title);
}

static void
calendar_put_legend(struct out *o, const struct calendar_levels *l)
{
	size_t i, from = 1;

	out_str(o, "<p class=\"legend\">Reviews per day:");
	for (i = 0; i < l->n; i++) {
		size_t to = i < l->n - 1 ? l->most[i] : l->highest;

		out_printf(o,
		    " <span><svg aria-hidden=\"true\" width=\"11\" height=\"11\"><rect class=\"l%zu\" width=\"11\" "
		    "height=\"11\" "
		    "rx=\"1.5\"/></svg> %zu",
		    calendar_shade(l, i), from);
		if (to > from)
			out_printf(o, "–%zu", to);
		out_str(o, "</span>");
		from = to + 1;
	}
	out_str(o, "</p>\n");
}

void
calendar_write(struct out *o, const struct days_row *row, size_t n, long today)
{
	struct calendar_half half[CALENDAR_HALVES];
	size_t first[CALENDAR_HALVES], halves = 0, i;
	struct calendar_levels l;

	if (n == 0)
		return;
	l = calendar_levels(row, n);
	l.today = today;
	half[halves] = calendar_half(today);
	for (i = n; i > 0 && row[i - 1].day >= half[halves].from; i--)
		;
	first[halves++] = i;
	while (i > 0 && halves < CALENDAR_HALVES) {
		half[halves] = calendar_half(row[i - 1].day);
		while (i > 0 && row[i - 1].day >= half[halves].from)
			i--;
		first[halves++] = i;
	}
	out_str(o, "<div class=\"calendar\">\n");
	while (halves-- > 0)
		calendar_put_half(o, &half[halves], &row[first[halves]], n - first[halves], &l);
	out_str(o, "</div>\n");
	calendar_put_legend(o, &l);
}

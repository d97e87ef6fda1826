/* Reports by day: qb-score --by day and --forecast. */
#ifndef QB_REVIEW_DAYS_H
#define QB_REVIEW_DAYS_H

#include <stdbool.h>
#include <stddef.h>

struct bank;
struct display;
struct history;
struct out;
struct review_state;
struct references;
struct trace;

/*
 * days_report: reads the bank, which has a column id, to its end and writes a row for each day on which
 * its questions were reviewed.  Writes nothing if the bank fails.  Returns whether there are any rows.
 */
int days_report(struct bank *b, struct references *f, const struct trace *t, struct out *o, const struct display *d);
/*
 * days_forecast: the same for the questions that are due on each of the n days from today on, and later.
 * Returns whether there are any questions.
 */
int days_forecast(struct bank *b, struct references *f, long n, struct out *o, const struct display *d);

/* The reviews of a day. */
struct days_row {
	long day;
	size_t reviews, new, again; /* of these, first reviews, and reviews with the grade again */
	double recall;              /* sum over those that are not first reviews, as predicted at that moment */
};

/*
 * days_rows: the days on which the ids were reviewed that counted[] has, by their number; in order.
 * Stores their number in *n; the caller frees the rows.
 */
struct days_row *days_rows(const struct trace *t, const bool *counted, size_t *n);
/* days_slot: how many days from today on it is due: 0 also if that is past, n for n days or more. */
size_t days_slot(const struct history *h, const struct review_state *p, size_t n);

#endif

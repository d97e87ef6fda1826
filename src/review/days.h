/* Reports by day: qb-score --by day and --forecast. */
#ifndef QB_REVIEW_DAYS_H
#define QB_REVIEW_DAYS_H

struct bank;
struct display;
struct out;
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

#endif

/* The figures of the page of qb-progress, computed from a bank and its reviews. */
#ifndef QB_CHART_FIGURES_H
#define QB_CHART_FIGURES_H

#include <stddef.h>

#include "review/progress.h"

struct bank;
struct days_row;
struct history;
struct map;
struct review_state;
struct record;
struct references;
struct trace;

enum {
	FIGURES_DAYS = 30, /* of the forecast */
	FIGURES_BINS = 11, /* of the stability */
	FIGURES_WEAKEST = 20
};

/* The questions of a topic. */
struct figures_topic {
	struct progress_counts counts;
	size_t held, recalled; /* reviews on a later day than the one before, and of these those recalled */
	double predicted;      /* sum of the recall that was predicted of the held reviews */
};

/* A question with a low recall.  The record belongs to the figures, the progress to the history. */
struct figures_weak {
	struct record *record;
	const struct review_state *state;
	double recall; /* today */
};

struct figures {
	const struct history *history;
	struct map *topics;
	struct figures_topic *topic; /* by the number of the topic */
	struct figures_topic total;
	size_t suspended;     /* questions of the bank */
	struct days_row *day; /* the days with reviews, in order */
	size_t days;
	size_t due[FIGURES_DAYS + 1];   /* questions not suspended, by day from today on; the last one: later */
	size_t stability[FIGURES_BINS]; /* questions seen; see figures_bin() */
	struct figures_weak weak[FIGURES_WEAKEST]; /* questions seen and not suspended, lowest recall first */
	size_t nweak;
	size_t id, question, topic_column; /* columns of the bank, or NO_COLUMN */
};

/*
 * figures_read: reads the bank, which has a column id, to its end; suspended has the ids that are not
 * asked.  The history must outlive the figures, which are freed by figures_free() in any case; the
 * caller looks at bank_failed().
 */
void figures_read(
    struct figures *f, struct bank *b, struct references *refs, const struct trace *t, const struct map *suspended);
void figures_free(struct figures *f);
/* figures_bin: where the bin begins, in days; it ends where the next one begins, the last one never. */
double figures_bin(size_t i);

#endif

/* Which points tell good answers from bad ones: qb-stats --trial on the output of qb-score -m --points. */
#ifndef QB_STATS_POINTS_H
#define QB_STATS_POINTS_H

#include <stdbool.h>
#include <stddef.h>

struct bank;
struct buf;
struct display;
struct out;

/* A point of a rubric, and how many answers have it. */
struct point_stats {
	size_t item;            /* the number of its id */
	bool misconception;     /* which bad answers should have */
	size_t good, bad;       /* answers */
	size_t in_good, in_bad; /* answers of these that have it */
};

/* All zero is empty. */
struct points {
	struct map *items;
	struct map *labels;        /* numbers of id and labels, separated by a TAB */
	struct point_stats *point; /* by the number of the label */
	size_t cap;
};

/* points_are_in: whether the bank has the columns of qb-score -m --points. */
bool points_are_in(const struct bank *b);
/*
 * points_read: reads the bank to its end.  who is NULL, or the column of the persons, which is optional if
 * anonymous is true.  -1 as for gradebook_read(), or for an unknown verdict; free the points in any case.
 */
int points_read(struct bank *b, const char *who, bool anonymous, struct points *p);
/* points_report: writes a row per point. */
void points_report(const struct points *p, struct out *o, const struct display *d);
/*
 * points_useless: appends a line, escaped for a message, for each point that good answers do not have more
 * often than bad ones, and each misconception that bad answers do not have more often.
 */
void points_useless(const struct points *p, struct buf *lines);
void points_free(struct points *p);

#endif

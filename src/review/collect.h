/* All reviews of several logs, in memory and in order. */
#ifndef QB_REVIEW_COLLECT_H
#define QB_REVIEW_COLLECT_H

#include <stdbool.h>
#include <time.h>

#include "base/buf.h"
#include "base/slice.h"

struct log_context;

struct entry {
	time_t time;
	size_t lineno;
	size_t id;    /* its number */
	size_t below; /* while canceling: the review of the id before it that is not canceled + 1; 0: none */
	unsigned log; /* in the order of the operands */
	int grade;    /* 0: canceled, or no review */
};

struct collection {
	struct entry *entry;
	size_t n, cap;
	char *const *names; /* of the logs */
	size_t logs;
	size_t (*number)(void *ids, struct slice id); /* the number of an id, in the order in which they occur */
	void *ids;
};

/* Undos without a review to cancel. */
struct unmatched {
	size_t n;
	struct buf warning; /* about the first of them */
};

/*
 * collect_logs: appends the reviews of the logs to an empty collection, in the order of operands and
 * lines.  -1 on failure.  The caller frees c->entry in any case.
 */
int collect_logs(struct collection *c, struct log_context *x);
/*
 * collect_sort: sorts by time, an undo after the other lines of its second, then by log and line.
 * collect_sort_by_grade: the same, but then by id and grade, whatever the order of logs and lines.
 */
void collect_sort(struct collection *c);
void collect_sort_by_grade(struct collection *c);
/* collect_cancel: removes repeated lines, undos, and the reviews that these cancel, by setting their grade to 0. */
void collect_cancel(struct collection *c, size_t ids, struct unmatched *u);

/* unmatched_add: notes an undo; unmatched_warn: appends the warning about them, if any, to *warnings. */
void unmatched_add(struct unmatched *u, const char *file, size_t lineno);
void unmatched_warn(struct unmatched *u, struct buf *warnings);

/* collect_repeats: whether an earlier line of the id has the same time and grade; notes the line in *last. */
struct last_line {
	time_t time;
	unsigned seen; /* mask of the grades of lines with that time; 0: no line yet */
};
bool collect_repeats(struct last_line *last, time_t time, int grade);

#endif

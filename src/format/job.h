/* The render context of a run of qb-format, and parts shared by the formats. */
#ifndef QB_FORMAT_JOB_H
#define QB_FORMAT_JOB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct buf;
struct record;

enum answers { ANSWERS_NONE, ANSWERS_INLINE, ANSWERS_END };

enum paper { PAPER_A4, PAPER_LETTER };

#define DEFAULT_TITLE "Question bank"

/* The render context.  It belongs to the main program. */
struct job {
	struct out *out;
	const struct bank *bank;
	const char *title;    /* or NULL */
	const char *template; /* or NULL */
	const char *shuffle;  /* the seed of the order of choices, or NULL */
	enum answers answers;
	enum paper paper;
	const char **header; /* CommonMark below the title */
	size_t nheader;
	size_t space;        /* lines for an answer after each question */
	size_t text_columns; /* of a PDF */
	bool plain;          /* show nothing of a question but its number and text */
	bool sheet;          /* a marking sheet: see sheet.h */
	bool formulas;       /* csv: write formulas unchanged */
	bool bom;            /* csv: begin with a byte-order mark */
	bool fragment;       /* html: write only the questions */
	size_t width;        /* of text, in columns */
	bool color;
	bool escape;    /* the output is a terminal: escape control characters */
	size_t first;   /* number of the first record */
	size_t n;       /* number of the current record */
	size_t count;   /* records so far, including the current one */
	size_t omitted; /* of these: those that the format cannot have */
	/* Columns, or NO_COLUMN. */
	size_t id, topic, level, tags, question, choices, answer, points;
};

/* An answer that is printed at the end. */
struct deferred {
	size_t n; /* number of the question */
	struct slice file, lineno;
	struct slice answer;
};

/* job_text: the decoded text of the record's column; empty if col is NO_COLUMN.  Borrows it, or uses *b. */
struct slice job_text(const struct record *r, size_t col, struct buf *b);
/* job_new_topic: whether the record is the first or its topic differs from *topic, which is then set. */
bool job_new_topic(const struct job *j, const struct record *r, struct buf *topic);
/* job_heading: the heading for the topic; records without one have none, or "Questions" after others. */
struct slice job_heading(const struct job *j, const struct buf *topic);
/*
 * deferred_push: appends the answer to the record, which has number n, unless it is empty, to those
 * printed at the end.  deferred_next: removes the next one from the front; it borrows *deferred, or
 * uses *b, whose content is lost.  False if there is none.  deferred_fail: as record_fail().
 */
void deferred_push(struct buf *deferred, size_t n, const struct record *r, struct slice answer);
bool deferred_next(struct slice *deferred, struct deferred *d, struct buf *b);
int deferred_fail(const struct deferred *d, const char *reason);
/*
 * job_shows: whether the column is written: answer and points only with answers.  job_columns:
 * appends the names of the columns written, separated by commas, in the form of metadata.
 */
bool job_shows(const struct job *j, size_t col);
void job_columns(const struct job *j, struct buf *b);

#endif

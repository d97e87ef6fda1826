/* The marks of answers, as a bank: qb-score -m. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "bank/bank.h"
#include "bank/choices.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/out.h"
#include "base/slice.h"
#include "mark/answer.h"
#include "mark/choicemark.h"
#include "mark/marks.h"
#include "mark/report.h"
#include "mark/rubric.h"
#include "mark/rubrics.h"

struct report {
	struct writer *writer;
	const struct mark_options *options;
	size_t id_col, answer_col, shuffle_col; /* the last may be NO_COLUMN */
	struct buf id, text, labels;
	struct answer answer;
	struct marks marks; /* of this answer */
	struct choicemark choicemark;
	struct buf bad; /* a line for each answer to an id that cannot be marked */
};

/* Whether the output lists the point among the hits, or else among the missed ones. */
static bool
report_lists(const struct point *p, enum verdict verdict, bool hits)
{
	if (hits)
		return verdict == HIT || verdict == MISCONCEPTION;
	return !p->misconception && verdict != HIT;
}

static void
report_labels(struct report *t, const struct rubric *rubric, bool hits)
{
	size_t i;

	t->labels.n = 0;
	for (i = 0; i < rubric->n; i++) {
		const struct point *p = &rubric->point[i];

		if (!report_lists(p, t->marks.point[i].verdict, hits))
			continue;
		if (t->labels.n > 0)
			buf_str(&t->labels, "; ");
		buf_str(&t->labels, p->misconception ? "!" : "");
		buf_append(&t->labels, p->label.p, p->label.n);
		if (hits && t->marks.point[i].share < 1)
			buf_printf(&t->labels, " (%zu of %zu)", t->marks.point[i].found, p->wanted);
	}
	writer_text(t->writer, buf_slice(&t->labels));
}

static void
report_answer(struct report *t, const struct record *r, const struct rubric *rubric)
{
	double earned = t->marks.earned > 0 ? t->marks.earned : 0;

	writer_record(t->writer, r);
	writer_printf(t->writer, "%.10g", t->marks.earned);
	writer_printf(t->writer, "%.10g", rubric->possible);
	writer_printf(t->writer, "%.4f", rubric->possible > 0 ? earned / rubric->possible : 0);
	report_labels(t, rubric, true);
	report_labels(t, rubric, false);
}

static void
report_points(struct report *t, const struct record *r, const struct rubric *rubric)
{
	static const char *const verdicts[] = {
		[MISSED] = "missed",
		[NEGATED] = "negated",
		[HIT] = "hit",
		[MISCONCEPTION] = "misconception",
		[ABSENT] = "absent",
	};
	size_t i;

	for (i = 0; i < rubric->n; i++) {
		const struct point *p = &rubric->point[i];
		const struct point_mark *m = &t->marks.point[i];

		writer_record(t->writer, r);
		writer_text(t->writer, p->label);
		writer_printf(t->writer, "%.10g", p->weight);
		writer_printf(t->writer, "%s", verdicts[m->verdict]);
		t->labels.n = 0;
		if (p->wanted > 0 && m->found > 0)
			buf_printf(&t->labels, "%zu of %zu: ", m->found, p->wanted);
		buf_append(&t->labels, m->text.p, m->text.n);
		writer_text(t->writer, buf_slice(&t->labels));
	}
}

/* ---- Choices ---- */

/* Writes the texts of the correct choices that were or were not chosen; among the first, wrong ones after a `!`. */
static void
report_choice_labels(struct report *t, const struct choices *c, bool hits)
{
	size_t i;

	t->labels.n = 0;
	for (i = 0; i < c->n; i++) {
		const struct choice *choice = &c->list[i];
		bool chosen = t->choicemark.chosen[i];

		if (hits ? !chosen : chosen || !choice->correct)
			continue;
		if (t->labels.n > 0)
			buf_str(&t->labels, "; ");
		buf_str(&t->labels, choice->correct ? "" : "!");
		buf_append(&t->labels, choice->text.p, choice->text.n);
	}
	writer_text(t->writer, buf_slice(&t->labels));
}

/* Writes a row per choice: its weight, and its letter if it was chosen. */
static void
report_choice_rows(struct report *t, const struct record *r, const struct choices *c)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		const struct choice *choice = &c->list[t->choicemark.order[i]];
		bool chosen = t->choicemark.chosen[t->choicemark.order[i]];

		writer_record(t->writer, r);
		writer_text(t->writer, choice->text);
		writer_printf(t->writer, "%.10g", fabs(choice->weight) / 100);
		writer_printf(t->writer, "%s",
		    choice->correct ? (chosen ? "hit" : "missed")
			: chosen    ? "misconception"
				    : "absent");
		t->labels.n = 0;
		if (chosen)
			choice_letter(i, &t->labels);
		writer_text(t->writer, buf_slice(&t->labels));
	}
}

static void
report_choices(struct report *t, const struct record *r, const struct choices *c)
{
	struct choicemark *m = &t->choicemark;
	const char *shuffle = t->options->shuffle;
	struct slice seed = shuffle != NULL ? slice_of(shuffle) : (struct slice){ NULL, 0 }, own = { "", 0 };

	if (t->shuffle_col != NO_COLUMN)
		own = record_text(r, t->shuffle_col, &t->text);
	choicemark_prepare(m, c->n);
	choices_order(c, own.n > 0 ? own : seed, record_text(r, t->id_col, &t->id), m->order);
	choices_mark(c, record_text(r, t->answer_col, &t->text), m);
	if (t->options->per_point) {
		report_choice_rows(t, r, c);
		return;
	}
	writer_record(t->writer, r);
	writer_printf(t->writer, "%.10g", m->earned);
	writer_printf(t->writer, "1");
	writer_printf(t->writer, "%.4f", m->earned > 0 ? m->earned : 0);
	report_choice_labels(t, c, true);
	report_choice_labels(t, c, false);
}

/* ---- All answers ---- */

/* Marks the answer of the record and writes its marks, unless the id of an answer before it was bad. */
static int
report_record(struct report *t, struct rubrics *rs, const struct record *r)
{
	struct scheme scheme;
	int found = rubrics_find(rs, r, record_text(r, t->id_col, &t->id), &scheme);

	if (found == 1)
		buf_printf(&t->bad, "%s%s", t->bad.n > 0 ? "\n" : "", failure());
	if (found == -1 || t->bad.n > 0)
		return found == -1 ? -1 : 0;
	if (scheme.choices != NULL) {
		report_choices(t, r, scheme.choices);
		return 0;
	}
	answer_set(&t->answer, record_text(r, t->answer_col, &t->text));
	if (rubric_mark(scheme.rubric, &t->answer, &t->marks) == -1)
		return record_fail(r, "%s", failure());
	if (t->options->per_point)
		report_points(t, r, scheme.rubric);
	else
		report_answer(t, r, scheme.rubric);
	return 0;
}

static struct writer *
report_open(const struct bank *answers, bool per_point, struct out *o, const struct display *d)
{
	static const char *const marks[] = { "earned", "possible", "score", "hit", "missed" };
	static const char *const points[] = { "point", "weight", "verdict", "text" };

	static const struct extension per_answer = { marks, sizeof(marks) / sizeof(*marks), NULL };
	static const struct extension rows = { points, sizeof(points) / sizeof(*points), "answer" };

	return writer_extend_with(o, d, bank_header(answers), per_point ? &rows : &per_answer);
}

int
report_marks(struct bank *answers, struct rubrics *rs, const struct mark_options *options, struct out *o,
    const struct display *d)
{
	struct report t = { .options = options };
	struct record *r;
	int status = 0;

	if (bank_column(answers, "id", &t.id_col) == -1 || bank_column(answers, "answer", &t.answer_col) == -1)
		return -1;
	t.shuffle_col = header_find(bank_header(answers), slice_of("shuffle"));
	t.writer = report_open(answers, options->per_point, o, d);
	while (status != -1 && !out_failed(o) && (r = bank_next(answers)) != NULL)
		status = report_record(&t, rs, r) == -1 ? -1 : 1;
	if (status == -1 && t.bad.n > 0)
		buf_printf(&t.bad, "\n%s", failure());
	if (t.bad.n > 0)
		status = fail_lines(buf_cstr(&t.bad));
	writer_close(t.writer);
	buf_free(&t.id);
	buf_free(&t.text);
	buf_free(&t.labels);
	buf_free(&t.bad);
	answer_free(&t.answer);
	marks_free(&t.marks);
	choicemark_free(&t.choicemark);
	return status;
}

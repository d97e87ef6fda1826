/*
 * FSRS-6 over the reviews of many questions at once: the forward pass.
 *
 * The VLANES questions of a block run in parallel, a step per review, in parts of VWIDTH; a processor
 * computes the parts of a step at the same time, as they are independent.  The formulas are those of
 * fsrs.c.  fit-backward.c includes this file.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"
#include "base/vmath.h"
#include "review/blocks.h"
#include "review/fit-lanes.h"
#include "review/fsrs-params.h"

#ifndef FIT_LANES
#define FIT_LANES(name) name
#endif

enum { LANES_PARTS = VLANES / VWIDTH };

/* The parameters, and numbers computed from them. */
struct lanes_params {
	const double *w;
	double factor, factor_slope; /* the derivative of log(factor) by w20 */
	double growth, lapse_floor, easiest;
	double first_d[5], first_slope[5]; /* first difficulty by grade, and its derivative by w5 */
	double short_term[5];              /* factor of the stability on the same day, by grade */
};

/* What the backward pass needs of a step. */
struct lanes_step {
	vec s, d;         /* stability and difficulty before the review */
	vec q, recall;    /* F * days / s; recall */
	vec log_curve;    /* log(1 + q) */
	vec log_s, log_d; /* of s, in a lapse of s + 1; of d, where there is a lapse */
	vec power, rise;  /* see lanes_powers() */
	vec raw_s, raw_d; /* after the review, before the clamp */
};

/* Which kind of review each lane has. */
struct lanes_kind {
	vmask later, recalled, lapse, same_day;
};

VINLINE double
lanes_exp(double x)
{
	return vec_exp(vec_of(x))[0];
}

/* The value of the table for the grade of each lane. */
VINLINE vec
lanes_by_grade(vec grade, const double *table)
{
	return vec_where(grade <= 1, vec_of(table[1]),
	    vec_where(grade == 2, vec_of(table[2]), vec_where(grade == 3, vec_of(table[3]), vec_of(table[4]))));
}

static VTARGET void
lanes_prepare(struct lanes_params *p, const double *w)
{
	int grade;

	p->w = w;
	p->factor = lanes_exp(-FSRS_LOG_TARGET / w[20]) - 1;
	p->factor_slope = (p->factor + 1) * FSRS_LOG_TARGET / (w[20] * w[20] * p->factor);
	p->growth = lanes_exp(w[8]);
	p->lapse_floor = lanes_exp(w[17] * w[18]);
	for (grade = 1; grade <= 4; grade++) {
		double e = lanes_exp(w[5] * (grade - 1));

		p->first_d[grade] = w[4] - e + 1;
		p->first_slope[grade] = -(grade - 1) * e;
		p->short_term[grade] = lanes_exp(w[17] * (grade - 3 + w[18]));
	}
	p->easiest = p->first_d[4];
}

VINLINE struct lanes_kind
lanes_kind(vec days, vec grade)
{
	struct lanes_kind k;
	vmask any = grade > 0;

	k.later = any & (days > 0);
	k.recalled = k.later & (grade > 1);
	k.lapse = k.later & (grade == 1);
	k.same_day = any & (days <= 0);
	return k;
}

/* The forgetting curve, in the lanes of later days. */
VINLINE void
lanes_curve(const struct lanes_params *p, struct lanes_step *x, vec days)
{
	x->q = p->factor * days / x->s;
	x->log_curve = vec_log(1 + x->q);
	x->recall = vec_exp(-p->w[20] * x->log_curve);
}

/*
 * The two powers of each kind: recalled, s^-w9 and e^(w10(1-R)); lapse, (s+1)^w13 and
 * d^-w12 * e^(w14(1-R)); same day, s^-w19.
 */
VINLINE void
lanes_powers(const struct lanes_params *p, const struct lanes_kind *k, struct lanes_step *x)
{
	const double *w = p->w;
	vec exponent = vec_where(k->lapse, vec_of(w[13]), vec_where(k->same_day, vec_of(-w[19]), vec_of(-w[9])));

	x->log_s = vec_log(x->s + vec_where(k->lapse, vec_of(1), vec_of(0)));
	x->power = vec_exp(exponent * x->log_s);
	if (vec_any(k->later)) {
		vec rise = w[10] * (1 - x->recall);

		x->log_d = vec_of(0);
		if (vec_any(k->lapse)) {
			x->log_d = vec_log(x->d);
			rise = vec_where(k->lapse, w[14] * (1 - x->recall) - w[12] * x->log_d, rise);
		}
		x->rise = vec_exp(rise);
	}
}

/* The factor of the growth of the stability for hard and easy. */
VINLINE vec
lanes_bonus(const struct lanes_params *p, vec grade)
{
	return vec_where(grade == 2, vec_of(p->w[15]), vec_where(grade == 4, vec_of(p->w[16]), vec_of(1)));
}

/* A step of the forward pass, which advances *s and *d; x has what the backward pass needs. */
VINLINE void
lanes_forward(const struct lanes_params *p, struct lanes_step *x, vec days, vec grade)
{
	const double *w = p->w;
	struct lanes_kind k = lanes_kind(days, grade);
	vec next = x->s, factor;

	x->recall = vec_of(1);
	if (vec_any(k.later))
		lanes_curve(p, x, days);
	lanes_powers(p, &k, x);
	if (vec_any(k.recalled)) {
		factor = p->growth * (11 - x->d) * x->power * (x->rise - 1) * lanes_bonus(p, grade);
		next = vec_where(k.recalled, x->s * (1 + factor), next);
	}
	if (vec_any(k.lapse)) {
		vec after = w[11] * x->rise * (x->power - 1), most = x->s / p->lapse_floor;

		next = vec_where(k.lapse, vec_where(after < most, after, most), next);
	}
	if (vec_any(k.same_day)) {
		factor = lanes_by_grade(grade, p->short_term) * x->power;
		factor = vec_where((grade >= 2) & (factor < 1), vec_of(1), factor);
		next = vec_where(k.same_day, x->s * factor, next);
	}
	x->raw_s = next;
	x->raw_d = x->d - w[6] * (grade - 3) * (10 - x->d) * (1.0 / 9);
	x->raw_d = vec_where(grade > 0, w[7] * p->easiest + (1 - w[7]) * x->raw_d, x->d);
}

/* The state after the first reviews, from which the steps continue. */
VINLINE void
lanes_first(const struct lanes_params *p, vec grade, vec *s, vec *d)
{
	*s = lanes_by_grade(grade, p->w - 1);
	*d = vec_clamp(lanes_by_grade(grade, p->first_d), 1, 10);
}

/* Runs the steps of a block after the first; stores them in x, step by step, LANES_PARTS each. */
VINLINE void
lanes_run(const struct lanes_params *p, const struct blocks *l, const struct block *b, struct lanes_step *x)
{
	vec s[LANES_PARTS], d[LANES_PARTS];
	size_t at = b->first * VLANES, end = at + b->n * VLANES, i;

	for (i = 0; i < LANES_PARTS; i++, at += VWIDTH)
		lanes_first(p, vec_load(l->grade + at), &s[i], &d[i]);
	for (x += LANES_PARTS; at < end;)
		for (i = 0; i < LANES_PARTS; i++, at += VWIDTH, x++) {
			x->s = s[i];
			x->d = d[i];
			lanes_forward(p, x, vec_load(l->days + at), vec_load(l->grade + at));
			s[i] = vec_clamp(x->raw_s, FSRS_MIN_STABILITY, FSRS_MAX_DAYS);
			d[i] = vec_clamp(x->raw_d, 1, 10);
		}
}

VTARGET void
FIT_LANES(fit_lanes_recall)(const struct blocks *l, const double *w)
{
	struct lanes_step *step = xvectors(l->longest, LANES_PARTS * sizeof(*step));
	struct lanes_params p;
	size_t i, j;

	lanes_prepare(&p, w);
	for (i = 0; i < l->n; i++) {
		const struct block *b = &l->block[i];

		lanes_run(&p, l, b, step);
		for (j = LANES_PARTS; j < b->n * LANES_PARTS; j++)
			vec_store(l->recall + b->first * VLANES + j * VWIDTH, step[j].recall);
	}
	free(step);
}

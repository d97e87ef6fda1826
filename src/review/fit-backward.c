/*
 * FSRS-6 over the reviews of many questions at once: the backward pass, with the derivatives of the
 * formulas of the forward pass.  fit-avx2.c compiles this file again, for processors with AVX2.
 */
#include "review/fit-forward.c" /* NOLINT(bugprone-suspicious-include) */

/* The backward pass of a step: derivatives of the loss, the lanes' parts of its gradient summed up. */
struct lanes_back {
	vec s, d;   /* by stability and difficulty before the review */
	vec recall; /* by the recall */
	vec after;  /* by the stability after the review */
	vec grade;
	vec sum[FSRS_PARAMS];
};

/* The derivative of the weighted log loss by the recall; 0 where the loss takes the recall as a bound. */
VINLINE vec
lanes_loss_slope(vec recall, vec grade, vec weight)
{
	vmask inside = (recall >= FSRS_MIN_RECALL) & (recall <= 1 - FSRS_MIN_RECALL) & (weight > 0);
	vec slope = weight / vec_where(grade > 1, -recall, 1 - recall);

	return vec_where(inside, slope, vec_of(0));
}

/* The reviews that were recalled. */
VINLINE void
lanes_back_recalled(const struct lanes_params *p, const struct lanes_step *x, vmask k, struct lanes_back *g)
{
	const double *w = p->w;
	vec after = vec_where(k, g->after, vec_of(0)), bonus = lanes_bonus(p, g->grade);
	vec base = after * x->s * p->growth * x->power, ease = 11 - x->d;
	vec each = base * (x->rise - 1), grown = each * ease * bonus, by_rise = base * ease * bonus * x->rise;

	g->s += after + (1 - w[9]) * grown / x->s;
	g->d -= each * bonus;
	g->recall -= w[10] * by_rise;
	g->sum[8] += grown;
	g->sum[9] -= grown * x->log_s;
	g->sum[10] += by_rise * (1 - x->recall);
	g->sum[15] += vec_where(g->grade == 2, each * ease, vec_of(0));
	g->sum[16] += vec_where(g->grade == 4, each * ease, vec_of(0));
}

/* The lapses: of the smaller of two stabilities. */
VINLINE void
lanes_back_lapse(const struct lanes_params *p, const struct lanes_step *x, vmask k, struct lanes_back *g)
{
	const double *w = p->w;
	vec base = w[11] * x->rise, raw = base * (x->power - 1), most = x->s / p->lapse_floor;
	vec by_raw = vec_where(k & (raw < most), g->after, vec_of(0));
	vec by_most = vec_where(k & (raw >= most), g->after, vec_of(0));
	vec scaled = by_raw * raw, by_power = by_raw * base * x->power;

	g->s += by_power * w[13] / (x->s + 1) + by_most / p->lapse_floor;
	g->d -= vec_where(k, w[12] * scaled / x->d, vec_of(0));
	g->recall -= w[14] * scaled;
	g->sum[11] += scaled / w[11];
	g->sum[12] -= scaled * x->log_d;
	g->sum[13] += by_power * x->log_s;
	g->sum[14] += scaled * (1 - x->recall);
	g->sum[17] -= w[18] * by_most * most;
	g->sum[18] -= w[17] * by_most * most;
}

/* The reviews on the same day, without those whose factor is the bound 1. */
VINLINE void
lanes_back_same_day(const struct lanes_params *p, const struct lanes_step *x, vmask k, struct lanes_back *g)
{
	const double *w = p->w;
	vec factor = lanes_by_grade(g->grade, p->short_term) * x->power;
	vmask bound = (g->grade >= 2) & (factor < 1);
	vec by_factor = vec_where(k & ~bound, g->after, vec_of(0)) * factor, scaled = by_factor * x->s;

	g->s += (1 - w[19]) * by_factor + vec_where(k & bound, g->after, vec_of(0));
	g->sum[17] += scaled * (g->grade - 3 + w[18]);
	g->sum[18] += scaled * w[17];
	g->sum[19] -= scaled * x->log_s;
}

/* The difficulty after the review; by_d is the derivative by it.  Sets g->d. */
VINLINE void
lanes_back_difficulty(const struct lanes_params *p, const struct lanes_step *x, vec by_d, struct lanes_back *g)
{
	const double *w = p->w;
	vmask any = g->grade > 0;
	vec distance = (g->grade - 3) * (1.0 / 9), moved = x->d - w[6] * distance * (10 - x->d);
	vec to_mean;

	by_d = vec_where((x->raw_d >= 1) & (x->raw_d <= 10), by_d, vec_of(0));
	g->d = vec_where(any, by_d * (1 - w[7]) * (1 + w[6] * distance), by_d);
	by_d = vec_where(any, by_d, vec_of(0));
	to_mean = by_d * w[7];
	g->sum[4] += to_mean;
	g->sum[5] += to_mean * p->first_slope[4];
	g->sum[6] -= by_d * (1 - w[7]) * distance * (10 - x->d);
	g->sum[7] += by_d * (p->easiest - moved);
}

/* The forgetting curve, which g->recall is the derivative by. */
VINLINE void
lanes_back_curve(const struct lanes_params *p, const struct lanes_step *x, vmask later, struct lanes_back *g)
{
	vec by_recall = vec_where(later, g->recall, vec_of(0));
	vec slope = by_recall * p->w[20] * x->recall * x->q / (1 + x->q);

	g->s += slope / x->s;
	g->sum[20] -= by_recall * x->recall * x->log_curve + slope * p->factor_slope;
}

/* A step of the backward pass: g->s and g->d are the derivatives by the state after it, then before it. */
VINLINE void
lanes_backward(const struct lanes_params *p, const struct lanes_step *x, vec days, vec weight, struct lanes_back *g)
{
	struct lanes_kind k = lanes_kind(days, g->grade);
	vmask inside = (x->raw_s >= FSRS_MIN_STABILITY) & (x->raw_s <= FSRS_MAX_DAYS);

	g->after = vec_where(inside, g->s, vec_of(0));
	g->s = vec_where(g->grade > 0, vec_of(0), g->s);
	lanes_back_difficulty(p, x, g->d, g);
	if (vec_any(k.same_day))
		lanes_back_same_day(p, x, k.same_day, g);
	if (!vec_any(k.later))
		return;
	g->recall = lanes_loss_slope(x->recall, g->grade, weight);
	if (vec_any(k.recalled))
		lanes_back_recalled(p, x, k.recalled, g);
	if (vec_any(k.lapse))
		lanes_back_lapse(p, x, k.lapse, g);
	lanes_back_curve(p, x, k.later, g);
}

/* The first review of each question. */
VINLINE void
lanes_back_first(const struct lanes_params *p, struct lanes_back *g)
{
	vec grade = g->grade, d = lanes_by_grade(grade, p->first_d), by_d;
	int i;

	for (i = 1; i <= 4; i++)
		g->sum[i - 1] += vec_where(grade == i, g->s, vec_of(0));
	by_d = vec_where((grade > 0) & (d >= 1) & (d <= 10), g->d, vec_of(0));
	g->sum[4] += by_d;
	g->sum[5] += by_d * lanes_by_grade(grade, p->first_slope);
}

VTARGET void
FIT_LANES(fit_lanes_gradient)(const struct blocks *l, const double *w, double *gradient)
{
	struct lanes_step *step = xvectors(l->longest, LANES_PARTS * sizeof(*step));
	struct lanes_back g[LANES_PARTS];
	struct lanes_params p;
	size_t i, j, k;

	lanes_prepare(&p, w);
	memset(g, 0, sizeof(g));
	for (i = 0; i < l->n; i++) {
		const struct block *b = &l->block[i];
		size_t at = (b->first + b->n) * VLANES;

		lanes_run(&p, l, b, step);
		for (k = 0; k < LANES_PARTS; k++)
			g[k].s = g[k].d = vec_of(0);
		for (j = b->n * LANES_PARTS; j-- > 0;) {
			k = j % LANES_PARTS;
			at -= VWIDTH;
			g[k].grade = vec_load(l->grade + at);
			if (j >= LANES_PARTS)
				lanes_backward(&p, &step[j], vec_load(l->days + at), vec_load(l->weight + at), &g[k]);
			else
				lanes_back_first(&p, &g[k]);
		}
	}
	for (i = 0; i < FSRS_PARAMS; i++) {
		gradient[i] = 0;
		for (k = 0; k < VLANES; k++)
			gradient[i] += g[k / VWIDTH].sum[i][k % VWIDTH];
	}
	free(step);
}

/* FSRS-6, a model of memory. */
#ifndef QB_REVIEW_FSRS_H
#define QB_REVIEW_FSRS_H

#define FSRS_PARAMS 21
#define FSRS_MAX_DAYS 36500

/* The parameters w0 to w20, and values derived from them. */
struct fsrs {
	double w[FSRS_PARAMS];
	double factor, growth, lapse_floor, easiest;
};

/* The state of one question.  All zero: never reviewed. */
struct memory {
	double stability;  /* days until the recall probability is 0.9 */
	double difficulty; /* 1 to 10 */
};

/* fsrs_init: the default parameters. */
void fsrs_init(struct fsrs *f);
/* fsrs_parse: parameters from a comma-separated list; -1, *f unusable, unless it is 21 numbers in their ranges. */
int fsrs_parse(struct fsrs *f, const char *list);
/* fsrs_review: updates the state for a review, days after the previous one; grade is 1 to 4. */
void fsrs_review(const struct fsrs *f, struct memory *m, long days, int grade);
/* fsrs_recall: the probability of recall that many days after the last review. */
double fsrs_recall(const struct fsrs *f, long days, double stability);
/* fsrs_interval: the days, 1 to FSRS_MAX_DAYS, after which recall has fallen to retention. */
long fsrs_interval(const struct fsrs *f, double retention, double stability);

#endif

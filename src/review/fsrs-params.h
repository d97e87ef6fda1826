/* The parameters and limits of FSRS-6, for fsrs.c and fit.c. */
#ifndef QB_REVIEW_FSRS_PARAMS_H
#define QB_REVIEW_FSRS_PARAMS_H

enum { FSRS_PARAMS = 21, FSRS_MAX_DAYS = 36500 };

/* Bounds of the stability, and of the recall in the log loss. */
#define FSRS_MIN_STABILITY 0.001
#define FSRS_MIN_RECALL 1e-7
/* log(0.9): the stability is the days after which recall is 0.9. */
#define FSRS_LOG_TARGET (-0.10536051565782630123)

struct fsrs_param {
	double value;  /* the default */
	double lo, hi; /* the range to which the optimizers of the open-spaced-repetition project clamp */
};

extern const struct fsrs_param fsrs_params[FSRS_PARAMS];

/* fsrs_from_weights: parameters of fsrs_model from FSRS_PARAMS numbers; the caller frees them with free(). */
void *fsrs_from_weights(const double *w);
/* fsrs_weights: the FSRS_PARAMS numbers of what fsrs_model.parse() returned; they belong to it. */
const double *fsrs_weights(const void *params);

#endif

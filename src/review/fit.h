/* Fitting the parameters of FSRS-6 to reviews. */
#ifndef QB_REVIEW_FIT_H
#define QB_REVIEW_FIT_H

#include <stdbool.h>
#include <stddef.h>

struct dataset;

/* How to fit: `steps` passes over all predictions. */
struct fit_plan {
	unsigned steps;
	bool best;  /* keep the parameters with the least loss rather than the last ones */
	bool shown; /* on a terminal, as base/progress.h does; for the main thread */
};

/*
 * fit_train: the parameters that fit the first `limit` predictions of the dataset, as fsrs_model.parse()
 * returns them; the caller frees them with free().  The defaults if there are too few predictions.
 * The formulas are those of the optimizer of fsrs-rs, with all predictions as one batch.
 */
void *fit_train(const struct dataset *d, size_t limit, const struct fit_plan *plan);
/* fit_recall: sets recall[i] to the recall that prediction i of the dataset has with these parameters. */
void fit_recall(const struct dataset *d, const void *params, double *recall);

#endif

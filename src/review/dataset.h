/* The reviews of a log by question, as predictions of recall: what a model is fitted to. */
#ifndef QB_REVIEW_DATASET_H
#define QB_REVIEW_DATASET_H

#include <stddef.h>
#include <stdint.h>

struct log_context;

#define NO_PREDICTION UINT32_MAX

struct dataset_review {
	int32_t days; /* since the previous review of the question; 0 for the first */
	/*
	 * A review on a later day than the previous one predicts the recall: the number of the
	 * prediction in the order of time; otherwise NO_PREDICTION.  Ties are in order of id and grade.
	 */
	uint32_t prediction;
	int grade;
};

struct dataset {
	struct dataset_review *review; /* by question, each in order of time */
	size_t *first;                 /* of each question; one more at the end */
	size_t questions, predictions; /* questions in order of id */
	unsigned char *recalled;       /* by prediction: whether the grade was better than again */
	size_t predicted;              /* questions with a prediction */
};

/*
 * dataset_read: the reviews of the n logs.  The order of logs and lines makes no difference.  Memory
 * is proportional to the reviews.  Warnings as in log_open(); NULL on failure.
 */
struct dataset *dataset_read(struct log_context *x, char *const *names, size_t n);
void dataset_free(struct dataset *d);

#endif

/* Every review of a history with what the model predicted of it: for reports that look back. */
#ifndef QB_REVIEW_TRACE_H
#define QB_REVIEW_TRACE_H

#include <stdbool.h>
#include <stddef.h>

struct history;

struct traced {
	size_t id; /* its number in the history */
	long day;
	double recall; /* predicted at that moment; 0 if it is the first review of the question */
	int grade;
	bool first, later; /* the first review; a review on a later day than the one before */
};

/* All zero is an empty trace; the reviews of an id are in order.  The owner frees `review`. */
struct trace {
	struct traced *review;
	size_t n, cap;
};

/*
 * trace_odds: for each id of the history, by its number, the probability that the model gives to at
 * least as many lapses on later days as there are: lapses that are independent, with the probabilities
 * 1 - recall (a Poisson binomial distribution).  The caller frees it.
 */
double *trace_odds(const struct history *h, const struct trace *t);

#endif

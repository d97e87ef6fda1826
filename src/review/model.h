/* A model of memory: estimates from the reviews of a question how well it is remembered. */
#ifndef QB_REVIEW_MODEL_H
#define QB_REVIEW_MODEL_H

struct buf;

enum { MEMORY_VALUES = 2 };

/* The state of one question; what the values mean is up to the model.  All zero: never reviewed. */
struct memory {
	double value[MEMORY_VALUES];
};

struct model {
	const char *columns[MEMORY_VALUES]; /* the names of the values */
	/*
	 * parse: the parameters from a comma-separated list, or the default ones for NULL.  The caller
	 * frees them with free().  NULL if the list is invalid.
	 */
	void *(*parse)(const char *list);
	/* print: appends the parameters as such a list, with that many decimals. */
	void (*print)(const void *params, int decimals, struct buf *b);
	/* review: updates the state for a review, days after the previous one; grade is 1 to 4. */
	void (*review)(const void *params, struct memory *m, long days, int grade);
	/* recall: the probability of recall that many days after the last review. */
	double (*recall)(const void *params, const struct memory *m, long days);
	/* interval: the days, at least 1, after which recall has fallen to retention. */
	long (*interval)(const void *params, const struct memory *m, double retention);
};

#endif

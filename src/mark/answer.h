/* A free-text answer, prepared for marking. */
#ifndef QB_MARK_ANSWER_H
#define QB_MARK_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct slice;

/*
 * The text of an answer, with each run of white space replaced by one space.  All zero is a valid,
 * empty answer; it may be set any number of times.
 */
struct answer {
	struct buf text; /* valid UTF-8 */
	struct words {
		struct span {
			size_t from, to;
		} * word;
		size_t n, cap;
	} words;
	struct clauses {
		size_t *start; /* where the second and later clauses begin */
		size_t n, cap;
	} clauses;
	struct buf space;
};

/* answer_set: replaces the text; copies it. */
void answer_set(struct answer *a, struct slice text);
/* answer_negated: whether a negator precedes the match that begins at that offset: see qb-score(1). */
bool answer_negated(const struct answer *a, size_t at);
void answer_free(struct answer *a);

#endif

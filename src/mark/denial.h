/* Denials: sentences that mention a misconception in order to reject it. */
#ifndef QB_MARK_DENIAL_H
#define QB_MARK_DENIAL_H

struct answer;
struct span;

enum denial_kind { DENIAL_REPORTED, DENIAL_REPLACED, DENIAL_AFTER, DENIAL_NEXT, DENIAL_NEGATION, DENIAL_KINDS };

/* The phrases that make a denial, compiled on first use.  All zero is a valid value. */
struct denial {
	struct regex *phrase[DENIAL_KINDS];
};

/*
 * denial_of: whether the sentence of the match denies it by a phrase before it ("it is a myth
 * that"), after it ("is wrong") or at the beginning of the next sentence ("That is wrong."), or is a
 * question; see qb-score(1).  Returns 1, 0, or -1 if a search reached a limit.
 */
int denial_of(struct denial *d, const struct answer *a, struct span match);
/*
 * denial_of_negation: whether such a phrase before the match denies what is negated there ("it is
 * not true that it does not"), so that the sentence affirms it.  Returns as denial_of().
 */
int denial_of_negation(struct denial *d, const struct answer *a, struct span match);
void denial_free(struct denial *d);

#endif

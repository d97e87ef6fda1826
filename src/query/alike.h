/* Near-duplicates: questions with nearly the same words. */
#ifndef QB_QUERY_ALIKE_H
#define QB_QUERY_ALIKE_H

#include <stddef.h>
#include <stdint.h>

struct slice;
struct threshold;

/* No group: the question has no words. */
#define NO_GROUP UINT32_MAX

/* A group that is alike: common words of all the words of both. */
struct likeness {
	uint32_t group, common, all;
};

/* likeness_value: the Jaccard similarity, common / all. */
static inline double
likeness_value(const struct likeness *l)
{
	return (double)l->common / l->all;
}

struct likenesses {
	struct likeness *at;
	size_t n, cap;
};

struct alike;

/* alike_new: no questions; free with alike_free(). */
struct alike *alike_new(struct threshold t);
/* alike_add: adds a question, decoded text; -1 if there are too many.  The first one has number 0. */
int alike_add(struct alike *a, struct slice text);
/* alike_index: ends adding, and prepares for the functions below. */
void alike_index(struct alike *a);
/*
 * Questions with the same set of words are a group.  alike_group: the group of a question, or NO_GROUP;
 * alike_groups: how many groups there are.  alike_members: the questions of a group, ascending,
 * and how many; they belong to a.
 */
uint32_t alike_group(const struct alike *a, uint32_t question);
size_t alike_groups(const struct alike *a);
const uint32_t *alike_members(const struct alike *a, uint32_t group, size_t *n);
enum alike_which { ALIKE_ALL, ALIKE_EARLIER, ALIKE_LATER };
/*
 * alike_find: sets *found, whose array the caller frees, to the groups whose similarity to the group is
 * at least the threshold, ascending; the group itself is one of them.  The first questions of groups
 * ascend.  ALIKE_EARLIER finds the groups up to this one, ALIKE_LATER at least those that have a
 * question after the first one of this group.  A set-similarity join with prefix, size,
 * position and bitmap filters: Bayardo, Ma and Srikant, Scaling up all pairs similarity search, 2007;
 * Xiao, Wang, Lin, Yu and Wang, Efficient similarity joins for near-duplicate detection, 2011; Sandes,
 * Teodoro and Melo, Bitmap filter: speeding up exact set similarity joins, 2017.
 */
void alike_find(struct alike *a, uint32_t group, enum alike_which which, struct likenesses *found);
void alike_free(struct alike *a);

#endif

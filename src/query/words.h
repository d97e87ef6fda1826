/* The words of questions, by which they are compared. */
#ifndef QB_QUERY_WORDS_H
#define QB_QUERY_WORDS_H

#include <stddef.h>
#include <stdint.h>

struct slice;

/* Words by their numbers. */
struct word_list {
	uint32_t *word;
	size_t n, cap;
};

/* The distinct words of all texts so far, numbered in order of first appearance. */
struct words;

/* words_new: no words; free with words_free(). */
struct words *words_new(void);
/*
 * words_add: appends the distinct words of the decoded text to the list, in ascending order, and
 * returns how many they are; -1 if there are too many words in all.  A word is a run of letters,
 * digits and combining marks, its case folded, in NFC.  Words that introduce a question, such as
 * `what is the`, are omitted unless all words are such: see qb-list(1).
 */
long words_add(struct words *w, struct slice text, struct word_list *list);
/* words_count: the number of words so far. */
size_t words_count(const struct words *w);
/* words_sort: sorts n numbers. */
void words_sort(uint32_t *word, size_t n);
void words_free(struct words *w);

#endif

/* The text by which an author asks a question, `**Q12.** What is X?`, and what its form shows. */
#ifndef QB_IMPORT_MD_PROMPT_H
#define QB_IMPORT_MD_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum prompt_prefix {
	PROMPT_PLAIN,
	PROMPT_NUMBER, /* `12.`, `12)`, `#12` */
	PROMPT_Q       /* `Q.`, `Q12:`, `Question 12` */
};

struct prompt {
	enum prompt_prefix prefix;
	size_t number;     /* of the prefix, or 0 */
	struct slice text; /* without the prefix; `**` around all of it may remain */
};

/* prompt_parse: splits a trimmed text, which is not empty, at its prefix. */
void prompt_parse(struct slice s, struct prompt *p);
/*
 * prompt_strength: how much the text looks like a question: PROMPT_SURE if it has a question mark,
 * begins with a word that asks or has the prefix Q; PROMPT_LIKELY if it is numbered; else
 * PROMPT_POSSIBLE.
 */
enum { PROMPT_POSSIBLE = 1, PROMPT_LIKELY = 2, PROMPT_SURE = 4 };
unsigned prompt_strength(const struct prompt *p);
/* prompt_unwrap: the text without the `**` or `__` around all of it, and without a link around all of it. */
struct slice prompt_unwrap(struct slice s);
/* prompt_is_furniture: whether it heads a part that every README has, as a table of contents or a license. */
bool prompt_is_furniture(struct slice s);
/*
 * prompt_answer: the length of a mark such as `Answer:`, `**Ans** -` or `A:` at the start of the
 * text, with the marks of emphasis around it; 0 if there is none.  `Answer` without a colon counts
 * if nothing follows it.
 */
size_t prompt_answer(struct slice s);
/* prompt_explanation: the same for a mark such as `Explanation:`, which follows choices. */
size_t prompt_explanation(struct slice s);
/* prompt_reveals: whether the text only says what a click shows, as `Show answer`. */
bool prompt_reveals(struct slice s);
/*
 * prompt_level: if the text is the name of a level of difficulty, such as `Junior level questions`:
 * its word, in lower case, a constant; otherwise NULL.
 */
const char *prompt_level(struct slice s);

#endif

/* Marking an answer to a multiple-choice question. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bank/choices.h"
#include "base/mem.h"
#include "base/slice.h"
#include "mark/choicemark.h"

enum { CHOICEMARK_LETTERS = 26 };

void
choicemark_prepare(struct choicemark *m, size_t n)
{
	if (n <= m->cap)
		return;
	m->chosen = xrealloc(m->chosen, n, sizeof(*m->chosen));
	m->order = xrealloc(m->order, n, sizeof(*m->order));
	m->cap = n;
}

static void
choicemark_clear(const struct choices *c, struct choicemark *m)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		m->chosen[i] = false;
}

/* Removes the next word from the front of *s: what commas and white space separate. */
static bool
choicemark_word(struct slice *s, struct slice *word)
{
	size_t n = 0;

	while (s->n > 0 && strchr(", \t\r\n", *s->p) != NULL)
		*s = slice_skip(*s, 1);
	while (n < s->n && strchr(", \t\r\n", s->p[n]) == NULL)
		n++;
	*word = (struct slice){ s->p, n };
	*s = slice_skip(*s, n);
	return n > 0;
}

/* Chooses by the letters of a word: one letter, such as "b" or "AB", or, unless single is true, one per byte, "ac". */
static bool
choicemark_letters(const struct choices *c, struct choicemark *m, struct slice word, bool single)
{
	size_t position = choice_position(word), i;

	if (position < c->n && (word.n == 1 || c->n > CHOICEMARK_LETTERS)) {
		m->chosen[m->order[position]] = true;
		return true;
	}
	for (i = 0; i < word.n; i++) {
		position = choice_position((struct slice){ word.p + i, 1 });
		if (single || position >= c->n)
			return false;
		m->chosen[m->order[position]] = true;
	}
	return true;
}

static bool
choicemark_by_letters(const struct choices *c, struct choicemark *m, struct slice answer, bool single)
{
	struct slice word;

	choicemark_clear(c, m);
	while (choicemark_word(&answer, &word))
		if (!choicemark_letters(c, m, word, single))
			return false;
	return true;
}

static bool
choicemark_by_texts(const struct choices *c, struct choicemark *m, struct slice answer)
{
	struct slice line;
	size_t i;

	choicemark_clear(c, m);
	while (slice_next(&answer, '\n', &line)) {
		line = slice_trim_ws(line);
		for (i = 0; i < c->n && !slice_eq(slice_trim_ws(c->list[i].text), line); i++)
			;
		if (i == c->n && line.n > 0)
			return false;
		if (line.n > 0)
			m->chosen[i] = true;
	}
	return true;
}

/* The weight of a choice, of 1; a default that was rounded is exact. */
static double
choicemark_weight(const struct choices *c, const struct choice *choice)
{
	bool is_default = choices_is_default(c, choice);

	return (is_default ? choices_default(c, choice->correct) : choice->weight) / 100;
}

void
choices_mark(const struct choices *c, struct slice answer, struct choicemark *m)
{
	size_t n = 0, i;

	/* Single letters first, since a text may be a letter; texts before "ac", since a text may be a word. */
	if (!choicemark_by_letters(c, m, answer, true) && !choicemark_by_texts(c, m, answer) &&
	    !choicemark_by_letters(c, m, answer, false))
		choicemark_clear(c, m);
	m->earned = 0;
	for (i = 0; i < c->n; i++)
		if (m->chosen[i]) {
			m->earned += choicemark_weight(c, &c->list[i]);
			n++;
		}
	if (c->correct > 1 && m->earned < 0)
		m->earned = 0;
	if (c->correct > 1 && m->earned > 1)
		m->earned = 1;
	if (c->correct == 1 && n > 1)
		m->earned = 0; /* more than one was chosen */
}

void
choicemark_free(struct choicemark *m)
{
	free(m->chosen);
	free(m->order);
	*m = (struct choicemark){ 0 };
}

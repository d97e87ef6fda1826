/* The choices of a question, and which of them were chosen. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "format/plaintext.h"
#include "format/wrap.h"
#include "quiz/choose.h"

int
choose_open(struct choose *c, struct slice field, struct slice seed, struct slice id)
{
	if (choices_parse(&c->choices, field) == -1)
		return -1;
	c->order = xcalloc(c->choices.n, sizeof(*c->order));
	c->chosen = xcalloc(c->choices.n, sizeof(*c->chosen));
	choices_order(&c->choices, seed, id, c->order);
	return 0;
}

bool
choose_several(const struct choose *c)
{
	return c->choices.correct > 1;
}

bool
choose_any(const struct choose *c)
{
	size_t i;

	for (i = 0; i < c->choices.n; i++)
		if (c->chosen[i])
			return true;
	return false;
}

/* Removes the next letter or letters of one choice from the front, and blanks and commas; SIZE_MAX if there is none. */
static size_t
choose_next_letter(const struct choose *c, struct slice *text)
{
	size_t n = 0, position;

	while (text->n > 0 && strchr(" ,\t", *text->p) != NULL)
		*text = slice_skip(*text, 1);
	while (n < text->n && strchr(" ,\t", text->p[n]) == NULL)
		n++;
	position = choice_position((struct slice){ text->p, n });
	if (n > 1 && position >= c->choices.n) /* letters in a row */
		position = choice_position((struct slice){ text->p, n = 1 });
	*text = slice_skip(*text, n);
	return position < c->choices.n ? position : SIZE_MAX;
}

bool
choose_letters(struct choose *c, struct slice text)
{
	struct slice rest = slice_trim(text);
	size_t position;

	if (rest.n == 0)
		return false;
	while (rest.n > 0)
		if (choose_next_letter(c, &rest) == SIZE_MAX)
			return false;
	memset(c->chosen, 0, c->choices.n * sizeof(*c->chosen));
	for (rest = slice_trim(text); rest.n > 0;) {
		position = choose_next_letter(c, &rest);
		c->chosen[position] = true;
	}
	return true;
}

void
choose_toggle(struct choose *c, size_t position)
{
	c->chosen[position] = !c->chosen[position];
}

double
choose_score(const struct choose *c)
{
	double percent = 0;
	size_t n = 0, i;

	for (i = 0; i < c->choices.n; i++)
		if (c->chosen[i]) {
			percent += c->choices.list[c->order[i]].weight;
			n++;
		}
	if (percent <= 0 || (!choose_several(c) && n > 1))
		return 0;
	return percent < 100 ? percent / 100 : 1;
}

/* What is said about a choice after its text. */
static const char *
choose_remark(const struct choice *choice, bool chosen, bool answered)
{
	if (!answered)
		return chosen ? " (chosen)" : "";
	if (choice->correct)
		return chosen ? " (right, chosen)" : " (right)";
	return chosen ? " (wrong, chosen)" : "";
}

void
choose_write(const struct choose *c, bool answered, struct plaintext *p)
{
	struct wrap *w = &p->wrap;
	size_t margin = w->margin.n, i;
	bool tight = w->tight;

	for (i = 0; i < c->choices.n; i++) {
		const struct choice *choice = &c->choices.list[c->order[i]];

		wrap_begin(w);
		choice_letter(i, &w->marker);
		buf_str(&w->marker, ") ");
		plaintext_indent(p, w->marker.n);
		w->tight = true;
		if (plaintext_markdown(p, choice->text, true) == -1)
			plaintext_add(p, choice->text);
		plaintext_add(p, slice_of(choose_remark(choice, c->chosen[i], answered)));
		wrap_flush(w);
		if (answered && (choice->correct || c->chosen[i]) && choice->feedback.n > 0 &&
		    plaintext_markdown(p, choice->feedback, true) == -1)
			plaintext_add(p, choice->feedback);
		wrap_flush(w);
		w->margin.n = margin;
	}
	w->tight = tight;
	w->gap = true;
}

void
choose_free(struct choose *c)
{
	choices_free(&c->choices);
	free(c->order);
	free(c->chosen);
	*c = (struct choose){ 0 };
}

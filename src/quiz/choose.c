/* The choices of a question, and which of them were chosen. */
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/slice.h"
#include "format/plaintext.h"
#include "format/wrap.h"
#include "mark/choicemark.h"
#include "quiz/choose.h"

int
choose_open(struct choose *c, struct slice field, struct slice seed, struct slice id)
{
	if (choices_parse(&c->choices, field) == -1)
		return -1;
	choicemark_prepare(&c->mark, c->choices.n);
	if (c->choices.n == 0)
		return 0;
	memset(c->mark.chosen, 0, c->choices.n * sizeof(*c->mark.chosen));
	choices_order(&c->choices, seed, id, c->mark.order);
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
		if (c->mark.chosen[i])
			return true;
	return false;
}

bool
choose_answer(struct choose *c, struct slice text)
{
	choices_mark(&c->choices, text, &c->mark);
	return choose_any(c);
}

void
choose_toggle(struct choose *c, size_t position)
{
	bool *chosen = &c->mark.chosen[c->mark.order[position]];

	*chosen = !*chosen;
}

double
choose_score(struct choose *c)
{
	struct buf letters = { 0 };
	size_t i;

	for (i = 0; i < c->choices.n; i++)
		if (c->mark.chosen[c->mark.order[i]]) {
			choice_letter(i, &letters);
			buf_byte(&letters, ' ');
		}
	choices_mark(&c->choices, buf_slice(&letters), &c->mark);
	buf_free(&letters);
	return c->mark.earned > 0 ? c->mark.earned : 0;
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
		const struct choice *choice = &c->choices.list[c->mark.order[i]];
		bool chosen = c->mark.chosen[c->mark.order[i]];

		wrap_begin(w);
		choice_letter(i, &w->marker);
		buf_str(&w->marker, ") ");
		plaintext_indent(p, w->marker.n);
		w->tight = true;
		if (plaintext_markdown(p, choice->text, true) == -1)
			plaintext_add(p, choice->text);
		plaintext_add(p, slice_of(choose_remark(choice, chosen, answered)));
		wrap_flush(w);
		if (answered && (choice->correct || chosen) && choice->feedback.n > 0 &&
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
	choicemark_free(&c->mark);
	*c = (struct choose){ 0 };
}

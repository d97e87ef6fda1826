/* Choices as GIFT writes them. */
#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"

bool
choices_has_gift_weights(const struct choices *c)
{
	size_t i;

	if (c->correct != 1 || c->n == 1)
		return c->correct > 0;
	for (i = 0; i < c->n; i++)
		if (c->list[i].correct && choices_shows_weight(c, &c->list[i]))
			return true;
	return false;
}

void
choices_to_gift(struct choices *c)
{
	size_t i;

	if (!choices_has_gift_weights(c))
		return;
	for (i = 0; i < c->n; i++) {
		c->list[i].correct = c->list[i].weight > 0;
		c->list[i].weighted = true;
	}
	choices_finish(c);
}

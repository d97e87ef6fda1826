/* The choices of a row, which a native export may have twice: as a list, and in a comment or with the answers. */
#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/slice.h"
#include "import/import.h"

/* Whether b is a without its key: the same texts, and nothing else. */
static bool
setchoices_is_unkeyed(const struct choices *a, const struct choices *b)
{
	size_t i;

	for (i = 0; i < b->n; i++) {
		const struct choice *choice = &b->list[i];

		if (i == a->n || choice->correct || choice->weight != 0 || choice->feedback.n > 0 ||
		    !slice_eq(a->list[i].text, choice->text))
			return false;
	}
	return a->n == b->n;
}

void
import_set_choices(struct import *im, size_t row, size_t lineno, struct slice text, bool gift)
{
	struct choices before = { 0 }, after = { 0 };
	struct buf b = { 0 };
	struct slice old = import_value(im, row, slice_of("choices"), &b);
	bool replaces = text.n > 0;

	if (text.n > 0 && old.n > 0 && choices_parse(&before, old) == 0 && choices_parse(&after, text) == 0) {
		if (gift)
			choices_to_gift(&before);
		replaces = !choices_is_canonical(&before, text) && !setchoices_is_unkeyed(&before, &after);
		if (replaces && !setchoices_is_unkeyed(&after, &before))
			import_note(im, lineno, "choices differ from those given before; these are imported");
	}
	if (replaces)
		import_set(im, row, slice_of("choices"), text);
	choices_free(&before);
	choices_free(&after);
	buf_free(&b);
}

/* The columns of Anki's text files: named by header lines, by --columns, or by their place. */
#include <stdbool.h>
#include <stdio.h>
#include <strings.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/anki/anki.h"
#include "import/import.h"
#include "import/loose.h"
#include "tsv/csv.h"
#include "tsv/escape.h"

/* The columns of notes that were made from a bank, in the order in which qb-format writes them. */
static const char *const columns_of_bank[] = { "id", "question", "answer", "topic", "level", "tags", "points" };
static const char *const columns_with_choices[] = { "id", "question", "answer", "topic", "level", "tags", "choices",
	"points" };

struct csv *
anki_convert(const struct anki *a, struct slice data, struct buf *lines)
{
	const struct loose_input in = { a->operand, data, a->delim, true };

	return loose_convert(a->im, &in, lines);
}

/* Adds a name, without commas, which no column of a bank has in its name. */
static void
columns_add(struct anki *a, struct slice name)
{
	size_t i;

	a->name = xrealloc(a->name, a->n + 1, sizeof(*a->name));
	a->name[a->n] = (struct buf){ 0 };
	for (i = 0; i < name.n; i++)
		if (name.p[i] != ',')
			buf_byte(&a->name[a->n], name.p[i]);
	a->n++;
}

static bool
columns_have(const struct anki *a, const char *name)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		if (slice_eq(buf_slice(&a->name[i]), slice_of(name)))
			return true;
	return false;
}

/* Gives the column, which counts from 1, its name in a bank, unless another one has it. */
static void
columns_rename(struct anki *a, int column, const char *name)
{
	if (column < 1 || (size_t)column > a->n || columns_have(a, name))
		return;
	a->name[column - 1].n = 0;
	buf_str(&a->name[column - 1], name);
}

int
anki_name_columns(struct anki *a)
{
	struct slice list =
	    import_column_list(a->im) != NULL ? slice_of(import_column_list(a->im)) : (struct slice){ NULL, 0 };
	struct buf lines = { 0 }, once = { 0 }, twice = { 0 };
	struct slice rest, field;
	struct csv *c;

	while (slice_next(&list, ',', &field))
		columns_add(a, field);
	if (a->n > 0 || a->columns.n == 0)
		return 0;
	c = anki_convert(a, a->columns, &lines);
	rest = buf_slice(&lines);
	rest.n -= rest.n > 0;
	/* The names are escaped as in a bank besides. */
	while (c != NULL && slice_next(&rest, '\t', &field))
		columns_add(a, slice_trim(field_decode(field_decode(field, &once), &twice)));
	if (c != NULL)
		csv_destroy(c);
	a->native = a->html_given && !a->html && columns_have(a, "id") && columns_have(a, "question");
	if (!a->native) {
		import_recognize(a->im);
		columns_rename(a, a->guid, "id");
		columns_rename(a, a->deck, "topic");
	}
	buf_free(&lines);
	buf_free(&once);
	buf_free(&twice);
	return c != NULL ? 0 : -1;
}

/* Whether Anki, rather than the note, has column i, from 0; *name is its name. */
static bool
columns_is_of_anki(const struct anki *a, size_t i, const char **name)
{
	if ((int)i + 1 == a->guid)
		*name = "id";
	else if ((int)i + 1 == a->deck)
		*name = "topic";
	else if ((int)i + 1 == a->notetype)
		*name = "notetype";
	else if ((int)i + 1 == a->tagged)
		*name = "tags";
	else
		return false;
	return true;
}

/* The columns of notes of the type qb, by the number of their fields; NULL: those of other notes. */
static const char *const *
columns_of_notes(const struct anki *a, size_t n, struct slice notetype)
{
	const char *name;
	size_t i, fields = 0;

	for (i = 0; i < n; i++)
		fields += !columns_is_of_anki(a, i, &name);
	if (notetype.n != 2 || strncasecmp(notetype.p, "qb", 2) != 0)
		return NULL;
	return fields == 7 ? columns_of_bank : fields == 8 ? columns_with_choices : NULL;
}

void
anki_guess_names(struct anki *a, size_t n, struct slice notetype)
{
	static const char *const of_note[] = { "question", "answer" };
	const char *const *bank = a->n == 0 ? columns_of_notes(a, n, notetype) : NULL;
	size_t i, next = 0;

	for (i = 0; i < n; i++) {
		char other[32];
		const char *name = other;
		bool anki = columns_is_of_anki(a, i, &name);

		if (!anki) {
			snprintf(other, sizeof(other), "field %zu", next + 1);
			if (bank != NULL)
				name = bank[next];
			else if (next < 2 && a->columns.n == 0)
				name = of_note[next];
			next++;
		} else if (bank != NULL) {
			/* The note has its own id, topic and tags. */
			name = (int)i + 1 == a->guid ? "guid" : (int)i + 1 == a->deck ? "deck" : name;
		}
		if (i >= a->n)
			columns_add(a, slice_of(name));
	}
	a->of_bank |= bank != NULL;
	if (bank != NULL)
		import_note(a->im, 1, "the notes are those of a bank: their fields are taken as its columns");
}

bool
anki_is_duplicate(const struct anki *a, size_t col)
{
	size_t i;

	if ((int)col + 1 != a->tagged)
		return false;
	for (i = 0; i < a->n; i++)
		if (i != col && slice_eq(buf_slice(&a->name[i]), slice_of("tags")))
			return true;
	return false;
}

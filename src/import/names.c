/* The names that tables of questions give their columns. */
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/utf8.h"
#include "import/names.h"
#include "import/rows.h"

/* Of each column of a bank: the names that it has elsewhere, simplified, the best first. */
static const struct {
	const char *column, *names;
} names_known[] = {
	{ "id", "id" },
	{ "question",
	    "question questiontext front term prompt stem questions query problem domanda pregunta pergunta frage "
	    "вопрос text title" },
	{ "answer",
	    "answer back definition answertext modelanswer sampleanswer response solution correctanswer "
	    "rightanswer answers meaning risposta respuesta resposta antwort ответ explanation rationale" },
	{ "topic", "topic category deck section subject chapter theme module" },
	{ "level", "level difficulty" },
	{ "tags", "tags tag keywords" },
	{ "choices", "choices" },
	{ "points", "points" },
};

enum { NAMES_KNOWN = sizeof(names_known) / sizeof(*names_known) };

static const char names_keys[] =
    "correct correctanswer correctanswers correctoption correctoptions correctchoice correctindex "
    "correctanswerindex correctoptionindex correctresponse correctletter answerkey answerindex "
    "rightanswer goodanswer trueanswer validanswer right corretta correcta correta key solution answer ans";

struct slice
names_simplify(struct slice name, struct buf *b)
{
	size_t i;

	b->n = 0;
	for (i = 0; i < name.n; i++) {
		char c = ascii_lower(name.p[i]);

		if (c == '(' || c == ':' || slice_starts(slice_skip(name, i), " - "))
			break;
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80)
			buf_byte(b, c);
	}
	return buf_slice(b);
}

/* The rank of a simplified name in a list, or SIZE_MAX. */
static size_t
names_rank(const char *list, struct slice name)
{
	struct slice rest = slice_of(list), item;
	size_t rank = 0;

	for (; slice_next(&rest, ' ', &item); rank++)
		if (slice_eq(item, name))
			return rank;
	return SIZE_MAX;
}

size_t
names_key(struct slice name)
{
	struct buf b = { 0 };
	size_t rank = names_rank(names_keys, names_simplify(name, &b));

	buf_free(&b);
	return rank;
}

bool
names_options(struct slice name, bool *wrong)
{
	struct buf b = { 0 };
	struct slice s = names_simplify(name, &b);
	bool found;

	*wrong = names_rank("incorrectanswers incorrect wronganswers wrong distractors", s) != SIZE_MAX;
	found = *wrong ||
	    names_rank(
		"options choices answers answeroptions alternatives possibleanswers variants opzioni opciones opções "
		"варианты",
		s) != SIZE_MAX;
	buf_free(&b);
	return found;
}

bool
names_is_question(struct slice name)
{
	struct buf b = { 0 };
	bool is = names_rank("question questiontext front term prompt stem", names_simplify(name, &b)) != SIZE_MAX;

	buf_free(&b);
	return is;
}

bool
names_are_of_bank(const struct import *im)
{
	return !im->foreign && map_find(im->columns, slice_of("id")) != NO_ENTRY &&
	    map_find(im->columns, slice_of("question")) != NO_ENTRY;
}

bool
names_is_mapped(const struct import *im, struct slice name)
{
	struct slice rest = im->map != NULL ? slice_of(im->map) : (struct slice){ NULL, 0 }, item, from;

	while (slice_next(&rest, ',', &item))
		if (slice_next(&item, '=', &from) && slice_eq(from, name))
			return true;
	return false;
}

/* The column with the best of the names in the list, among those that no bank has and --map left; NO_ENTRY: none. */
static size_t
names_find(const struct import *im, const struct slice *name, size_t n, const char *list)
{
	size_t i, rank, best = NO_ENTRY, best_rank = SIZE_MAX;
	struct buf b = { 0 };

	for (i = 0; i < n; i++) {
		if ((im->omitted != NULL && im->omitted[i]) || names_is_mapped(im, name[i]))
			continue;
		rank = names_rank(list, names_simplify(name[i], &b));
		if (rank < best_rank) {
			best = i;
			best_rank = rank;
		}
	}
	buf_free(&b);
	return best;
}

static bool
names_has(const struct import *im, const struct slice *name, size_t n, struct slice column)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (slice_eq(name[i], column) && (im->omitted == NULL || !im->omitted[i]))
			return true;
	return false;
}

void
names_recognize(const struct import *im, struct slice *name, size_t n)
{
	struct buf taken = { 0 };
	size_t i, col;
	bool keep = names_are_of_bank(im);

	for (i = 0; i < NAMES_KNOWN; i++) {
		struct slice column = slice_of(names_known[i].column);

		if (names_has(im, name, n, column))
			continue;
		col = names_find(im, name, n, names_known[i].names);
		if (col == NO_ENTRY)
			continue;
		buf_str(&taken, taken.n > 0 ? ", " : "");
		buf_append(&taken, name[col].p, name[col].n);
		buf_printf(&taken, keep ? "=%s" : " as %s", names_known[i].column);
		if (!keep)
			name[col] = column;
	}
	if (taken.n > 0) {
		fail(keep ? "the columns are those of a bank and keep their names; to rename, use --map %s"
			  : "columns taken: %s; --map changes that",
		    buf_cstr(&taken));
		warn_failure();
	}
	buf_free(&taken);
}

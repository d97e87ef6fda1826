/* What only a native export in Markdown has: a comment with its columns, and answers at the end. */
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/md/item.h"
#include "import/md/native.h"

enum {
	NATIVE_LINES = 8, /* the comment begins in one of the first lines */
	NATIVE_INDENT = 3 /* more spaces make it a code block */
};

struct native_question {
	size_t row;
	bool ambiguous, answered;
};

/* ---- The columns ---- */

bool
native_columns(struct slice body, struct slice *list)
{
	body = slice_trim_ws(body);
	if (!slice_starts(body, "qb:"))
		return false;
	*list = slice_trim_ws(slice_skip(body, 3));
	return true;
}

bool
native_detect(struct slice file, bool *cr)
{
	struct slice line, list;
	size_t n, indent;

	for (n = 0; n < NATIVE_LINES && file.p != NULL; n++) {
		struct slice from = file;

		slice_next(&file, '\n', &line);
		*cr = line.n > 0 && line.p[line.n - 1] == '\r';
		for (indent = 0; indent < NATIVE_INDENT && slice_starts(slice_skip(from, indent), " ");)
			indent++;
		from = slice_skip(from, indent);
		if (slice_starts(from, "<!--") && native_columns(slice_skip(from, 4), &list))
			return true;
	}
	return false;
}

void
native_remove_cr(struct buf *file)
{
	size_t i, n = 0;

	for (i = 0; i < file->n; i++)
		if (file->p[i] != '\r' || i + 1 == file->n || file->p[i + 1] != '\n')
			file->p[n++] = file->p[i];
	file->n = n;
}

/* ---- The numbers ---- */

static struct slice
native_key(const size_t *number)
{
	return (struct slice){ (const char *)number, sizeof(*number) };
}

void
native_number(struct native_numbers *numbers, size_t number, size_t row)
{
	size_t i;

	if (numbers->numbers == NULL)
		numbers->numbers = map_new();
	if (!map_insert(numbers->numbers, native_key(&number), &i)) {
		numbers->question[i].ambiguous = true;
		return;
	}
	numbers->question = array_grow(numbers->question, numbers->n, &numbers->cap, sizeof(*numbers->question));
	numbers->question[numbers->n++] = (struct native_question){ .row = row };
}

bool
native_answer(struct import *im, struct native_numbers *numbers, const struct item *it, size_t *row)
{
	size_t number = it->number, lineno = it->first + 1;
	size_t i = numbers->numbers != NULL ? map_find(numbers->numbers, native_key(&number)) : NO_ENTRY;
	struct native_question *q = i != NO_ENTRY ? &numbers->question[i] : NULL;

	if (q == NULL)
		import_error(im, lineno, "answer to question %zu, which does not exist", number);
	else if (q->ambiguous)
		import_error(im, lineno, "answer to question %zu, of which there are several", number);
	else if (q->answered)
		import_error(im, lineno, "second answer to question %zu", number);
	if (q == NULL || q->ambiguous || q->answered)
		return false;
	q->answered = true;
	*row = q->row;
	return true;
}

void
native_free(struct native_numbers *numbers)
{
	map_free(numbers->numbers);
	free(numbers->question);
	*numbers = (struct native_numbers){ 0 };
}

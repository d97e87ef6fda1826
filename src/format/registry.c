/* The list of output formats. */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/list.h"
#include "format/format.h"
#include "format/job.h"

/* Implemented by format_booklet in its own program, since pango and cairo take long to load. */
static const struct format format_pdf = {
	.name = "pdf",
	.options = FORMAT_PLAIN | FORMAT_HEADER | FORMAT_SPACE | FORMAT_POINTS | FORMAT_COLUMNS,
	.helper = "qb-format-pdf",
	.needs_question = true,
	.default_answers = ANSWERS_END,
};

/* Implemented by format_deck in its own program, since SQLite and libarchive take long to load. */
static const struct format format_apkg = {
	.name = "apkg",
	.helper = "qb-format-apkg",
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
};

/* In the order in which messages list them. */
static const struct format *const formats[] = {
	&format_text,
	&format_md,
	&format_html,
	&format_pdf,
	&format_jsonl,
	&format_json,
	&format_csv,
	&format_gift,
	&format_anki,
	&format_apkg,
	&format_moodle,
	&format_aiken,
};

enum { FORMATS = sizeof(formats) / sizeof(*formats) };

const struct format *
format_find(const char *name)
{
	size_t i;

	for (i = 0; i < FORMATS; i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

const char *
format_names(struct buf *b)
{
	size_t i;

	for (i = 0; i < FORMATS; i++)
		list_add(b, formats[i]->name);
	return buf_cstr(b);
}

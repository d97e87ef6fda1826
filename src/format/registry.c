/* The output formats. */
#include <string.h>

#include "base/buf.h"
#include "format/format.h"

static const struct format *const formats[] = { &format_text, &format_md, &format_html, &format_pdf, &format_jsonl,
	&format_json, &format_csv, &format_gift, &format_anki };

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
		buf_printf(b, "%s%s", i == 0 ? "" : i + 1 == FORMATS ? " or " : ", ", formats[i]->name);
	return buf_cstr(b);
}

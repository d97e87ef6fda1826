/* The import formats. */
#include <string.h>

#include "base/buf.h"
#include "base/list.h"
#include "import/import.h"

extern const struct import_format import_md, import_csv, import_tsv, import_jsonl, import_json, import_gift,
    import_anki;

static const struct import_format *const formats[] = { &import_md, &import_csv, &import_tsv, &import_jsonl,
	&import_json, &import_gift, &import_anki };

enum { FORMATS = sizeof(formats) / sizeof(*formats) };

const struct import_format *
import_format_find(const char *name)
{
	size_t i;

	for (i = 0; i < FORMATS; i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

const char *
import_format_names(struct buf *b)
{
	size_t i;

	for (i = 0; i < FORMATS; i++)
		list_add(b, formats[i]->name);
	return buf_cstr(b);
}

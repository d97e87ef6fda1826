/*
 * The import formats.
 *
 * To add one: write NAME.c with its read function and an import_NAME, name that below, twice,
 * and add NAME to IMPORT in the Makefile.
 */
#include <string.h>

#include "base/buf.h"
#include "base/list.h"
#include "import/registry.h"

extern const struct import_format import_md;
extern const struct import_format import_html;
extern const struct import_format import_csv;
extern const struct import_format import_tsv;
extern const struct import_format import_jsonl;
extern const struct import_format import_json;
extern const struct import_format import_gift;
extern const struct import_format import_anki;
extern const struct import_format import_moodle;
extern const struct import_format import_aiken;
extern const struct import_format import_revlog;

/* Implemented by import_collection in its own program, since SQLite and libarchive take long to load. */
static const struct import_format import_apkg = { "apkg", NULL, NULL, "qb-import-apkg" };

/* In the order of messages and --help. */
static const struct import_format *const formats[] = {
	&import_md,
	&import_html,
	&import_csv,
	&import_tsv,
	&import_jsonl,
	&import_json,
	&import_gift,
	&import_anki,
	&import_apkg,
	&import_moodle,
	&import_aiken,
	&import_revlog,
};

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

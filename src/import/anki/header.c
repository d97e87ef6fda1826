/* The header lines of Anki's text files, which begin with #. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/number.h"
#include "base/slice.h"
#include "import/anki/anki.h"

/* Bytes in which Anki looks for the separator. */
enum { ANKI_START = 8192 };

/* The value without the empty fields that a spreadsheet adds to a line. */
static struct slice
anki_trim_fields(struct slice value)
{
	while (value.n > 0 && strchr(",;\t ", value.p[value.n - 1]) != NULL)
		value.n--;
	return slice_trim(value);
}

/* The separator that is named or given as a character; 0 if it is unknown. */
static char
anki_parse_separator(struct slice s)
{
	static const struct {
		const char *name;
		char delim;
	} separators[] = { { "tab", '\t' }, { "comma", ',' }, { "semicolon", ';' }, { "space", ' ' }, { "pipe", '|' },
		{ "colon", ':' } };
	size_t i;

	if (s.n == 1)
		return *s.p == '"' ? 0 : *s.p;
	if (s.n > 1 && *s.p != ',' && *s.p != ';')
		s = anki_trim_fields(s);
	for (i = 0; i < sizeof(separators) / sizeof(*separators); i++)
		if (s.n == strlen(separators[i].name) && strncasecmp(s.p, separators[i].name, s.n) == 0)
			return separators[i].delim;
	return 0;
}

static bool
anki_is_key(struct slice key, const char *name)
{
	key = slice_trim(key);
	return key.n == strlen(name) && strncasecmp(key.p, name, key.n) == 0;
}

/* Parses a header line, with or without its #.  A spreadsheet may have quoted it, or added empty fields. */
static void
anki_parse_header(struct anki *a, struct slice line)
{
	struct slice key, value = line;
	char delim;

	if (slice_starts(value, "\"")) {
		value = slice_skip(value, 1);
		while (value.n > 0 && strchr("\",;\t", value.p[value.n - 1]) != NULL)
			value.n--;
	}
	value = slice_starts(value, "#") ? slice_skip(value, 1) : value;

	if (!slice_next(&value, ':', &key) || value.p == NULL)
		return;
	if (anki_is_key(key, "separator") && (delim = anki_parse_separator(value)) != 0)
		a->delim = delim;
	else if (anki_is_key(key, "columns"))
		a->columns = value;
	else if (anki_is_key(key, "tags"))
		a->tags = anki_trim_fields(value);
	else if (anki_is_key(key, "guid column"))
		parse_digits(slice_trim(value), &a->guid);
	else if (anki_is_key(key, "notetype column"))
		parse_digits(slice_trim(value), &a->notetype);
	else if (anki_is_key(key, "deck column"))
		parse_digits(slice_trim(value), &a->deck);
	else if (anki_is_key(key, "tags column"))
		parse_digits(slice_trim(value), &a->tagged);
	else if (anki_is_key(key, "deck"))
		a->deck_name = anki_trim_fields(value);
	else if (anki_is_key(key, "html")) {
		a->html = anki_is_key(anki_trim_fields(value), "true");
		a->html_given = true;
	}
}

/* Whether a line outside quotes is a header line or a comment.  Old exports begin with a line `tags:...`. */
static bool
anki_is_comment(struct slice line, size_t lineno, bool in_header)
{
	return slice_starts(line, "#") || (in_header && slice_starts(line, "\"#")) ||
	    (lineno == 1 && line.n > 5 && slice_starts(line, "tags:"));
}

/* Whether a quoted field continues after the line. */
static bool
anki_ends_quoted(struct slice line, bool quoted)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		quoted ^= line.p[i] == '"';
	return quoted;
}

void
anki_parse_headers(struct anki *a, const struct buf *file, struct buf *data)
{
	struct slice rest = buf_slice(file), line;
	bool in_header = true, quoted = false;
	size_t lineno;

	for (lineno = 1; rest.n > 0 && slice_next(&rest, '\n', &line); lineno++) {
		bool comment = !quoted && anki_is_comment(line, lineno, in_header);

		in_header &= comment;
		if (in_header)
			anki_parse_header(a, slice_trim_cr(line));
		if (!comment) {
			quoted = anki_ends_quoted(line, quoted);
			buf_append(data, line.p, line.n);
		}
		if (rest.p != NULL)
			buf_byte(data, '\n');
	}
}

/* The separator for files without a header line for it: as Anki, the first of these that the start of the data has. */
char
anki_guess_separator(struct slice data)
{
	const char *c = "\t|;:,";

	while (c[1] != '\0' && memchr(data.p, *c, data.n < ANKI_START ? data.n : ANKI_START) == NULL)
		c++;
	return *c;
}

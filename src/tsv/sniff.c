/* What a file is, by its first bytes. */
#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/slice.h"
#include "tsv/sniff.h"

/* Kinds of files that are not text, by their first bytes; the first that fits counts. */
static const struct {
	const char *magic;
	size_t n;
	const char *what; /* follows the name of the file in a message */
} sniff_kinds[] = {
	{ "\xff\xfe\0\0", 4, "is UTF-32; convert it with: iconv -f UTF-32 -t UTF-8" },
	{ "\0\0\xfe\xff", 4, "is UTF-32; convert it with: iconv -f UTF-32 -t UTF-8" },
	{ "\xff\xfe", 2, "is UTF-16; convert it with: iconv -f UTF-16 -t UTF-8" },
	{ "\xfe\xff", 2, "is UTF-16; convert it with: iconv -f UTF-16 -t UTF-8" },
	{ "\x1f\x8b", 2, "is compressed; use: zcat" },
	{ "\x1f\x9d", 2, "is compressed; use: zcat" },
	{ "\xfd"
	  "7zXZ\0",
	    6, "is compressed; use: xzcat" },
	{ "\x28\xb5\x2f\xfd", 4, "is compressed; use: zstdcat" },
	{ "\x04\x22\x4d\x18", 4, "is compressed; use: lz4cat" },
	{ "LZIP\1", 5, "is compressed; use: lzip -dc" },
	{ "PK\3\4", 4, "is a spreadsheet or another ZIP file; save it as CSV" },
	{ "PK\5\6", 4, "is an empty ZIP file" },
	{ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "is a spreadsheet or another Office file; save it as CSV" },
	{ "SQLite format 3\0", 16, "is an SQLite database; export a table with: sqlite3 -csv -header" },
};

/* "BZh", a digit, and the start of the first block or of the end of the file. */
static bool
sniff_is_bzip2(struct slice s)
{
	return s.n >= 10 && slice_starts(s, "BZh") && isdigit((unsigned char)s.p[3]) &&
	    (memcmp(s.p + 4, "1AY&SY", 6) == 0 || memcmp(s.p + 4, "\x17rE8P\x90", 6) == 0);
}

/* Whether every second byte, from the one at zero on, is NUL and no other is, as in UTF-16 without a byte-order mark. */
static bool
sniff_is_utf16(struct slice s, size_t zero)
{
	size_t n = s.n < SNIFF_BYTES ? s.n & ~(size_t)1 : SNIFF_BYTES, i;

	for (i = 0; i < n; i++)
		if ((s.p[i] == '\0') != (i % 2 == zero))
			return false;
	return n >= 4;
}

int
sniff_text(const char *name, struct slice start)
{
	size_t i;

	for (i = 0; i < sizeof(sniff_kinds) / sizeof(*sniff_kinds); i++)
		if (start.n >= sniff_kinds[i].n && memcmp(start.p, sniff_kinds[i].magic, sniff_kinds[i].n) == 0)
			return fail("%s: %s", name, sniff_kinds[i].what);
	if (sniff_is_bzip2(start))
		return fail("%s: is compressed; use: bzcat", name);
	if (sniff_is_utf16(start, 1))
		return fail("%s: is UTF-16; convert it with: iconv -f UTF-16LE -t UTF-8", name);
	if (sniff_is_utf16(start, 0))
		return fail("%s: is UTF-16; convert it with: iconv -f UTF-16BE -t UTF-8", name);
	return 0;
}

int
sniff_table(const char *name, struct slice line)
{
	struct slice s = slice_trim_ws(line), rest;

	if (s.n == 0 || (*s.p != '{' && *s.p != '['))
		return 0;
	rest = slice_trim_ws(slice_skip(s, 1));
	if (*s.p == '{' && (rest.n == 0 || *rest.p == '"' || *rest.p == '}'))
		return fail("%s: is JSON; convert it with: qb-import -f jsonl", name);
	if (*s.p == '[' && (rest.n == 0 || *rest.p == '{' || *rest.p == '['))
		return fail("%s: is JSON; convert it with: qb-import -f json", name);
	return 0;
}

bool
sniff_separator(struct slice line, char *delim)
{
	bool quoted;

	line = slice_trim_cr(line);
	quoted = line.n > 2 && *line.p == '"' && line.p[line.n - 1] == '"';
	if (quoted)
		line = (struct slice){ line.p + 1, line.n - 2 };
	if (line.n != 5 || !slice_starts(line, "sep=") || isalnum((unsigned char)line.p[4]) ||
	    memchr("\"\r\n", line.p[4], 4) != NULL || (unsigned char)line.p[4] >= 0x80)
		return false;
	*delim = line.p[4];
	return true;
}

char
sniff_delimiter(struct slice line)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < line.n; i++) {
		if (line.p[i] == '"')
			quoted = !quoted;
		else if (!quoted && (line.p[i] == ',' || line.p[i] == ';'))
			return line.p[i];
	}
	return 0;
}

/*
 * The lines of a Markdown file as its author saw them: what each line is, its indentation and its
 * list marker.  CommonMark decides otherwise where published files are careless: text indented by
 * four columns below item 100 is code there, and a fence that is not closed hides all that follows.
 */
#ifndef QB_IMPORT_MD_SCAN_H
#define QB_IMPORT_MD_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum scan_kind {
	SCAN_BLANK,
	SCAN_TEXT,
	SCAN_HEADING,
	SCAN_UNDERLINE, /* below the text of a heading */
	SCAN_ITEM,
	SCAN_RULE,
	SCAN_TABLE,
	SCAN_HTML,
	SCAN_COMMENT,
	SCAN_FENCE, /* the first or last line of a code block */
	SCAN_CODE,
	SCAN_FRONT /* metadata at the top of the file */
};

struct scan_line {
	enum scan_kind kind;
	struct slice raw;    /* without the newline */
	struct slice text;   /* without indentation, quote and list markers; of a heading: its text */
	size_t number;       /* of the list marker; 0: a bullet or none */
	unsigned indent;     /* columns before the text or the list marker, inside a quote */
	unsigned margin;     /* the column at which the text after the list marker begins */
	unsigned char level; /* of a heading */
	bool marker;         /* begins with a list marker */
	bool quoted;         /* in a block quote */
};

struct scan {
	struct slice text;
	struct scan_line *line;
	size_t n;
	struct slice title; /* of the front matter, or empty */
};

/* scan_lines: classifies the lines of the text, which must outlive *s.  The caller frees with scan_free(). */
void scan_lines(struct scan *s, struct slice text);
void scan_free(struct scan *s);
/* scan_line_at: the number, from 0, of the line that contains the byte at p, or of the last line. */
size_t scan_line_at(const struct scan *s, const char *p);
/* scan_find: where the string, which is not empty, first occurs in s, or NULL. */
const char *scan_find(struct slice s, const char *what);
/* scan_is_code: whether the line is a fence or between two fences. */
bool scan_is_code(const struct scan_line *l);
/* scan_range: the text from the start of the line to the end of line last. */
struct slice scan_range(const struct scan *s, size_t first, size_t last);

#endif

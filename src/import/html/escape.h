/* Text as CommonMark inline text that shows it. */
#ifndef QB_IMPORT_HTML_ESCAPE_H
#define QB_IMPORT_HTML_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct slice;

/* Where a text is. */
struct html_place {
	bool at_line; /* at the start of a line of a paragraph */
	bool in_link;
	bool is_last; /* no other text follows in the paragraph */
	size_t from;  /* the bytes before are written already */
};

/* html_escape: appends the text, which has no line breaks, with a backslash before what CommonMark would take for markup. */
void html_escape(struct slice s, const struct html_place *place, struct buf *b);
/* html_is_in: whether c, not NUL, is in the set; html_is_alnum: a letter or a digit of ASCII. */
bool html_is_in(const char *set, char c);
bool html_is_alnum(char c);

#endif

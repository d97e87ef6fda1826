/* Lines of a question or an answer, copied as CommonMark. */
#ifndef QB_IMPORT_MD_CLEAN_H
#define QB_IMPORT_MD_CLEAN_H

#include <stddef.h>

struct body_source;
struct buf;
struct scan;
struct slice;

/*
 * clean_lines: appends the lines from first up to end: HTML as CommonMark, without links back to
 * the top and comments, both of which are reported, without blank lines and rules at either end,
 * and without the indentation that all have.
 */
void clean_lines(const struct body_source *src, const struct scan *s, size_t first, size_t end, struct buf *b);
/* clean_text: the same for a text that begins inside of a line; lineno is that of its first line. */
void clean_text(const struct body_source *src, struct slice text, struct buf *b);
/*
 * clean_margin: appends the text of a body, line by line, without the indentation and the quote
 * markers that most of its paragraphs have, and without `<details>` and `<summary>`; a summary that
 * says more than `Answer` becomes bold type.  Returns the offset where the first `<details>` with such a
 * summary begins, or SIZE_MAX.
 */
size_t clean_margin(const struct body_source *src, struct slice text, struct buf *b);

#endif

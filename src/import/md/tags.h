/* HTML tags among the text of Markdown, as CommonMark. */
#ifndef QB_IMPORT_MD_TAGS_H
#define QB_IMPORT_MD_TAGS_H

#include <stdbool.h>

struct buf;
struct slice;

/*
 * tags_line: appends a line outside of code blocks with its HTML as CommonMark: `<b>`, `<i>`,
 * `<code>`, `<a>`, `<img>`, `<sub>`, `<sup>`, `<br>`.  Tags that only arrange text are removed; others,
 * such as `<T>`, are text.  In a table row `<br>` becomes a space.
 */
void tags_line(struct slice line, bool in_table, struct buf *b);
/* tags_is_navigation: whether a converted line is nothing but a link into its page, as `[back to top](#top)`. */
bool tags_is_navigation(struct slice line);
/* tags_block: the name of the element, such as "table", if a block of HTML that needs its structure begins here; or NULL. */
const char *tags_block(struct slice line);
/* tags_depth: by how much the line changes the number of open elements of that name. */
int tags_depth(struct slice line, const char *name);

#endif

/* Text as HTML. */
#ifndef QB_FORMAT_HTMLTEXT_H
#define QB_FORMAT_HTMLTEXT_H

struct buf;
struct slice;

/* html_text: appends text, as the content of an element or of a quoted attribute. */
void html_text(struct buf *b, struct slice s);
/*
 * html_markdown: appends the CommonMark text as HTML, its headings below a heading of that level;
 * level 0: inline text.  Links lead to the web, to mail or into the page only; an image becomes a
 * link to it.  -1 as markdown().
 */
int html_markdown(struct buf *b, struct slice s, int level);

#endif

/* HTML, as Moodle, Anki and authors of Markdown write it, as CommonMark. */
#ifndef QB_IMPORT_HTML_HTML_H
#define QB_IMPORT_HTML_HTML_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct import;
struct slice;

/* What CommonMark cannot express and is omitted. */
enum html_dropped {
	HTML_SOUND,    /* audio, video */
	HTML_FRAME,    /* iframe, object, embed */
	HTML_DRAWING,  /* svg, canvas */
	HTML_FIELD,    /* a field of a form */
	HTML_EMBEDDED, /* an image whose bytes are in its address */
	HTML_UNKNOWN,  /* the tags of an element that HTML does not have; its content is kept */
	HTML_AROUND,   /* nav, footer: only of a page */
	HTML_KINDS
};

/* How often each kind was omitted.  All zero: never. */
struct html_counts {
	size_t n[HTML_KINDS];
};

/*
 * html_to_markdown: appends the HTML, UTF-8, a fragment or a document, to *out as CommonMark blocks,
 * without a newline at the end.  The text is escaped, so that CommonMark shows what HTML shows;
 * tables become pipe tables, superscripts and subscripts Unicode's or `^` and `_`.  Adds what is
 * omitted to *dropped.  Takes linear time and space.  Returns -1 after fail(), with *out as before,
 * if the HTML is nested too deeply: see tree.h.
 */
int html_to_markdown(struct slice html, struct buf *out, struct html_counts *dropped);
/*
 * html_page_to_markdown: the same for a page: omits its navigation and keeps <details> and <summary>
 * as HTML blocks, which the Markdown reader knows.
 */
int html_page_to_markdown(struct slice html, struct buf *out, struct html_counts *dropped);
/* html_to_text: appends the text of the HTML, line breaks as newlines, without any markup; -1 as above. */
int html_to_text(struct slice html, struct buf *out);
/* html_dropped_name: the name of the kind in the singular, a constant. */
const char *html_dropped_name(enum html_dropped kind);
/* html_report: adds a note of import_skipped() to the line for each thing that was dropped. */
void html_report(struct import *im, size_t lineno, const struct html_counts *dropped);
/*
 * html_append: appends the HTML of a field as CommonMark, and reports what is dropped.  HTML that is nested
 * too deeply is kept as text, which is reported; false then.  html_import: the same for a question of
 * Moodle; a blank, five underscores, stays one.
 */
bool html_append(struct import *im, size_t lineno, struct slice html, struct buf *b);
void html_import(struct import *im, size_t lineno, struct slice html, struct buf *b);
/* html_is_likely: whether the text has a tag or a character reference of HTML. */
bool html_is_likely(struct slice text);

#endif

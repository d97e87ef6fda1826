/*
 * pdf.h - the files of the PDF format: a document is boxes of text in columns,
 * laid out on pages and then painted.  All lengths are points.
 */
#ifndef QB_PDF_H
#define QB_PDF_H

#include <pango/pangocairo.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/table.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/fd.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "base/term.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/htmltext.h"
#include "format/job.h"
#include "format/wrap.h"
#include "mark/answer.h"
#include "mark/rubric.h"
#include "markup/charref.h"
#include "markup/commonmark.h"
#include "markup/mdtext.h"
#include "markup/meta.h"
#include "query/check.h"
#include "query/sample.h"
#include "query/select.h"
#include "query/sort.h"
#include "review/fsrs.h"
#include "review/history.h"
#include "review/log.h"
#include "review/progress.h"
#include "search/needle.h"
#include "search/pattern.h"
#include "search/regex.h"
#include "search/skip.h"
#include "search/trie.h"
#include "tsv/csv.h"
#include "tsv/escape.h"
#include "tsv/file.h"
#include "tsv/reader.h"
#include "tsv/scan.h"

enum face {
	FACE_BODY,
	FACE_QUESTION, /* with its answer */
	FACE_LISTED,   /* without */
	FACE_NUMBER,   /* of a question */
	FACE_TOPIC,
	FACE_TITLE,
	FACE_LEAD, /* below the title */
	FACE_SMALL,
	FACE_CODE, /* a block of it */
	FACE_CODE_SPAN
};

enum color { COLOR_TEXT, COLOR_GRAY, COLOR_ACCENT, COLOR_HAIR, COLOR_SHADE };

/* From the edge of a program's ground to its text. */
#define CODE_PAD 7

enum box_kind {
	BOX_TEXT,
	BOX_CODE, /* on a light ground */
	BOX_RULE, /* a line across; its text is empty */
	BOX_ENTRY /* of the contents, with page numbers at its end */
};

/* Bytes of a box's text that lead to an address. */
struct link {
	size_t start, end;
	char *uri; /* ASCII, without quotes and parentheses */
};

/* Where a line of a box is, from the top of the box's text. */
struct row {
	double top, baseline;
};

struct box {
	enum box_kind kind;
	enum face face;
	PangoLayout *layout;
	double x;            /* from the edge of the text where lines begin */
	double above;        /* space before it, but on top of a page */
	double room;         /* the least room that must be left on a page where it begins */
	bool fresh;          /* it begins a page */
	bool keep;           /* it stays on one page, together with the beginning of the next box */
	PangoLayout *mark;   /* number or bullet, which hangs before the first line; or NULL */
	const char *tag;     /* what it is in the structure of the document */
	const char *name;    /* what links to it call it; NULL: nothing leads here */
	struct topic *topic; /* what it belongs to, for the running header */
	struct link *link;
	size_t nlink;
	double *bar; /* the bars of the quotes that it stands in */
	size_t nbar;
	size_t joined; /* so many of them go on from the box before */
	/* The boxes that it leads to, NULL for none; an entry may have two, and text before the page number. */
	const struct box *to[2];
	const char *ref;
	/* Filled in by lay_out(). */
	size_t page; /* where it begins, from 1 */
	double y;
	struct row *line; /* one more than there are lines, for the height */
	size_t nline;
};

/* The questions of one topic that follow each other. */
struct topic {
	char *name;
	struct box *questions, *answers; /* where they begin; NULL: there are none */
};

/* Boxes below each other. */
struct column {
	struct box **box;
	size_t n, cap;
};

/* Lines of a box that are on a page together. */
struct piece {
	struct box *box;
	size_t page, from, to;
	double y;
};

struct doc {
	struct job *job;
	PangoContext *context;
	double width, height;     /* of the paper */
	double left, top, bottom; /* the text is below and above of these */
	double measure;           /* the width of the text */
	double size;              /* of the type of the text */
	double leading;           /* from one of its lines to the next */
	double drop;              /* how much lower the text of the first page begins */
	char *title;
	size_t unknown;            /* characters that no font has */
	size_t first_unknown;      /* the number of the question that has the first */
	struct column front, body; /* the title and the contents; the questions */
	struct column appendix;    /* the answers, where they are at the end */
	struct topic **topic;
	size_t ntopic, topic_cap;
	struct piece *piece;
	size_t npiece, piece_cap;
	size_t pages;
};

/* What a box is made of.  All zero but for d is empty. */
struct paragraph {
	struct doc *d;
	struct buf text;
	PangoAttribute **attr; /* of parts of it */
	size_t nattr, attr_cap;
	struct link *link;
	size_t nlink, link_cap;
	struct open_span *span; /* the open ones */
	size_t nspan, span_cap;
};

/* ---- pdf-type.c: type ---- */

/* doc_init: the paper, the fonts and what follows from them. */
void doc_init(struct doc *d, struct job *j);
/* doc_free: everything that the document holds. */
void doc_free(struct doc *d);
/* font_size, font_leading: of a face, in this document. */
double font_size(const struct doc *d, enum face f);
double font_leading(const struct doc *d, enum face f);
/* layout_new: text that is wrapped at the width; negative: not at all.  The caller unrefs. */
PangoLayout *layout_new(const struct doc *d, enum face f, struct slice text, double width);
/* layout_width: how wide the text is. */
double layout_width(PangoLayout *l);
/* attr_color, attr_family, attr_size: as text in the colour, as a face; owned by the caller. */
PangoAttribute *attr_color(enum color c);
PangoAttribute *attr_family(enum face f);
PangoAttribute *attr_size(const struct doc *d, enum face f);
void set_color(cairo_t *cr, enum color c);
/* plain: the text without control characters, as a string, any bytes repaired; the caller frees. */
char *plain(struct slice text);

/* ---- pdf-span.c: paragraphs ---- */

/* box_new: a box of text x points in, at the end of the column. */
struct box *box_new(struct doc *d, struct column *c, enum face f, struct slice text, double x);
/* span_open, span_close: a part of the text that comes next. */
void span_open(struct paragraph *p, enum md_kind kind);
void span_close(struct paragraph *p, const struct md_node *node);
/* paragraph_box: a box of what was gathered, at the end of the column; the paragraph is empty then. */
struct box *paragraph_box(struct paragraph *p, struct column *c, enum face f, double x);
void paragraph_free(struct paragraph *p);

/* ---- pdf-text.c: CommonMark as boxes ---- */

/* set_question: a question, as one box. */
int set_question(struct doc *d, struct column *c, enum face f, struct slice text, struct box **box);
/* set_answer: an answer, as many boxes as it needs. */
int set_answer(struct doc *d, struct column *c, struct slice text);

/* ---- pdf-page.c: boxes on pages ---- */

/* lay_out: fills in the pages of all boxes, and the pieces; may be called again. */
void lay_out(struct doc *d);

/* ---- pdf-paint.c, pdf-file.c: pages as PDF ---- */

/* paint_pages: paints all pages on a surface for PDF; what fails is the surface's status. */
void paint_pages(struct doc *d, cairo_t *cr);
/* write_pdf: appends the document as a PDF to *pdf. */
int write_pdf(struct doc *d, struct buf *pdf);

#endif

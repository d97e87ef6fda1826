/* PDF: a paragraph that is gathered: its text, the styles of parts of it, its links. */
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/pdf/pdf.h"
#include "markup/commonmark.h"
#include "pango/pango-attributes.h"
#include "pango/pango-font.h"
#include "pango/pango-layout.h"

enum {
	LONG_WORD = 32,     /* bytes; may have a hyphen at the end of a line */
	LONGEST_RUN = 65536 /* bytes without a newline */
};

/* A span that is open: where its text begins. */
struct open_span {
	enum md_kind kind;
	size_t start;
};

struct box *
box_new(struct doc *d, struct column *c, enum face f, struct slice text, double x)
{
	struct box *b = xcalloc(1, sizeof(*b));
	double pad = f == FACE_CODE ? 2 * CODE_PAD : 0;

	b->layout = layout_new(d, f, text, d->measure - x - pad);
	b->face = f;
	b->x = x;
	b->tag = "P";
	c->box = array_grow(c->box, c->n, &c->cap, sizeof(struct box *));
	return c->box[c->n++] = b;
}

void
span_open(struct paragraph *p, enum md_kind kind)
{
	p->span = array_grow(p->span, p->nspan, &p->span_cap, sizeof(*p->span));
	p->span[p->nspan++] = (struct open_span){ kind, p->text.n };
}

static void
attr_add(struct paragraph *p, PangoAttribute *a, size_t start, size_t end)
{
	a->start_index = (guint)start;
	a->end_index = (guint)end;
	p->attr = array_grow(p->attr, p->nattr, &p->attr_cap, sizeof(PangoAttribute *));
	p->attr[p->nattr++] = a;
}

static void
add_link(struct paragraph *p, size_t start, struct slice address)
{
	struct buf uri = { 0 };

	if (p->text.n == start) /* nothing to see */
		escape_controls(address, "", &p->text);
	if (!link_is_external(address))
		return;
	link_encode(address, "'\"\\()<>", &uri); /* so that it needs no quoting */
	buf_cstr(&uri);
	p->link = array_grow(p->link, p->nlink, &p->link_cap, sizeof(*p->link));
	p->link[p->nlink++] = (struct link){ start, p->text.n, uri.p };
	attr_add(p, attr_color(COLOR_ACCENT), start, p->text.n);
}

void
span_close(struct paragraph *p, const struct md_node *node)
{
	size_t start = p->span[--p->nspan].start;

	switch (node->kind) {
	case MD_EMPHASIS:
		attr_add(p, pango_attr_style_new(PANGO_STYLE_ITALIC), start, p->text.n);
		break;
	case MD_STRONG:
		attr_add(p, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, p->text.n);
		break;
	case MD_CODE:
		attr_add(p, attr_family(FACE_CODE_SPAN), start, p->text.n);
		attr_add(p, attr_size(p->d, FACE_CODE_SPAN), start, p->text.n);
		break;
	default:
		add_link(p, start, node->where);
	}
}

/*
 * Keeps short words with a hyphen on one line: readers that search or copy the
 * text take a hyphen at the end of a line for one that is not part of the word.
 */
static void
keep_hyphens(struct paragraph *p)
{
	struct slice rest = buf_slice(&p->text), word;

	while (slice_next(&rest, ' ', &word)) {
		size_t at = (size_t)(word.p - p->text.p);

		if (word.n < LONG_WORD && memchr(word.p, '-', word.n) != NULL)
			attr_add(p, pango_attr_allow_breaks_new(FALSE), at, at + word.n);
	}
}

static void
insert_newline(struct paragraph *p, size_t at)
{
	size_t i;

	buf_byte(&p->text, '\n');
	memmove(p->text.p + at + 1, p->text.p + at, p->text.n - at - 1);
	p->text.p[at] = '\n';
	for (i = 0; i < p->nattr; i++) {
		p->attr[i]->start_index += p->attr[i]->start_index >= at;
		p->attr[i]->end_index += p->attr[i]->end_index > at;
	}
	for (i = 0; i < p->nlink; i++) {
		p->link[i].start += p->link[i].start >= at;
		p->link[i].end += p->link[i].end > at;
	}
}

/*
 * Breaks what is very long, at a blank if there is one.  Pango adds up the width of
 * all that is between newlines before it breaks lines, and what comes after some
 * 400,000 characters would be lost.
 */
static void
break_runs(struct paragraph *p)
{
	size_t from = 0;

	while (p->text.n - from > LONGEST_RUN) {
		const char *s = p->text.p;
		size_t end = from + LONGEST_RUN, at = end;

		while (at > from && s[at - 1] != '\n')
			at--;
		if (at == from)
			for (at = end; at > from && s[at - 1] != ' '; at--)
				;
		if (at > from) {
			p->text.p[at - 1] = '\n';
		} else {
			for (at = end; (s[at] & 0xc0) == 0x80; at--)
				;
			insert_newline(p, at++);
		}
		from = at;
	}
}

static int
compare_attrs(const void *a, const void *b)
{
	const PangoAttribute *x = *(PangoAttribute *const *)a, *y = *(PangoAttribute *const *)b;

	if (x->start_index != y->start_index)
		return x->start_index < y->start_index ? -1 : 1;
	return (int)x->klass->type - (int)y->klass->type;
}

/* Gives them to the layout, in the order of their beginnings: others would each be put in place by a search. */
static void
apply_attrs(struct paragraph *p, PangoLayout *l)
{
	PangoAttrList *list = pango_attr_list_copy(pango_layout_get_attributes(l));
	size_t i;

	if (p->nattr > 0)
		qsort(p->attr, p->nattr, sizeof(PangoAttribute *), compare_attrs);
	for (i = 0; i < p->nattr; i++)
		pango_attr_list_insert(list, p->attr[i]);
	pango_layout_set_attributes(l, list);
	pango_attr_list_unref(list);
	p->nattr = 0;
}

struct box *
paragraph_box(struct paragraph *p, struct column *c, enum face f, double x)
{
	struct box *b;

	break_runs(p);
	b = box_new(p->d, c, f, buf_slice(&p->text), x);
	if (f != FACE_CODE)
		keep_hyphens(p);
	apply_attrs(p, b->layout);
	b->link = p->link;
	b->nlink = p->nlink;
	p->link = NULL;
	p->nlink = p->link_cap = 0;
	p->text.n = 0;
	return b;
}

void
paragraph_free(struct paragraph *p)
{
	buf_free(&p->text);
	free(p->attr);
	free(p->span);
}

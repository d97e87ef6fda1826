#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/pdf/block.h"
#include "format/pdf/doc.h"
#include "format/pdf/span.h"
#include "format/pdf/type.h"
#include "markup/commonmark.h"

enum {
	LONG_WORD = 32,    /* bytes; words as long as this may be broken at a hyphen */
	MAX_RUN = 65536,   /* bytes without a newline */
	PART_LINES = 400,  /* a part ends after that many line breaks, or */
	PART_BYTES = 32768 /* at the first one after that many bytes */
};

struct open_span {
	enum md_kind kind;
	size_t start; /* the offset of its text */
};

void
span_open(struct paragraph *p, enum md_kind kind)
{
	p->span = array_grow(p->span, p->nspan, &p->span_cap, sizeof(*p->span));
	p->span[p->nspan++] = (struct open_span){ kind, p->text.n };
}

static void
span_add_attr(struct paragraph *p, PangoAttribute *a, size_t start, size_t end)
{
	a->start_index = (guint)start;
	a->end_index = (guint)end;
	p->attr = array_grow(p->attr, p->nattr, &p->attr_cap, sizeof(PangoAttribute *));
	p->attr[p->nattr++] = a;
}

static void
span_add_link(struct paragraph *p, size_t start, struct slice address)
{
	struct buf uri = { 0 };

	if (p->text.n == start) /* show the address of a link without text */
		escape_nonprinting(address, "", &p->text);
	if (!link_is_external(address))
		return;
	link_encode(address, "'\"\\()<>", &uri); /* the characters that cairo or PDF would need quoted */
	buf_cstr(&uri);
	p->link = array_grow(p->link, p->nlink, &p->link_cap, sizeof(*p->link));
	p->link[p->nlink++] = (struct link){ start, p->text.n, uri.p };
	span_add_attr(p, attr_color(COLOR_ACCENT), start, p->text.n);
}

void
span_close(struct paragraph *p, const struct md_node *node)
{
	size_t start = p->span[--p->nspan].start;

	switch (node->kind) {
	case MD_EMPHASIS:
		span_add_attr(p, pango_attr_style_new(PANGO_STYLE_ITALIC), start, p->text.n);
		break;
	case MD_STRONG:
		span_add_attr(p, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, p->text.n);
		break;
	case MD_CODE:
		span_add_attr(p, attr_family(STYLE_CODE_SPAN), start, p->text.n);
		span_add_attr(p, attr_size(&p->doc->type, STYLE_CODE_SPAN), start, p->text.n);
		break;
	default:
		span_add_link(p, start, node->where);
	}
}

/*
 * Forbids breaks within short words that have a hyphen: when PDF viewers search or copy text,
 * they remove a hyphen at the end of a line, as if it came from hyphenation.
 */
static void
span_forbid_hyphen_breaks(struct paragraph *p)
{
	struct slice rest = buf_slice(&p->text), word;

	while (slice_next(&rest, ' ', &word)) {
		size_t at = (size_t)(word.p - p->text.p);

		if (word.n < LONG_WORD && memchr(word.p, '-', word.n) != NULL)
			span_add_attr(p, pango_attr_allow_breaks_new(FALSE), at, at + word.n);
	}
}

/* Inserts a newline at an offset of the text and moves the attributes and links after it. */
static void
span_insert_newline(struct paragraph *p, size_t at)
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
 * Breaks runs of text that are longer than MAX_RUN with a newline, at a space if there is one.
 * Before pango breaks lines, it sums the widths of all characters up to the next newline in an
 * int, which overflows after some 400,000 characters; the rest of the text would be lost.
 */
static void
span_break_runs(struct paragraph *p)
{
	size_t from = 0;

	while (p->text.n - from > MAX_RUN) {
		const char *s = p->text.p;
		size_t end = from + MAX_RUN, at = end;

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
			span_insert_newline(p, at++);
		}
		from = at;
	}
}

static int
span_compare_attrs(const void *a, const void *b)
{
	const PangoAttribute *x = *(PangoAttribute *const *)a, *y = *(PangoAttribute *const *)b;

	if (x->start_index != y->start_index)
		return x->start_index < y->start_index ? -1 : 1;
	return (int)x->klass->type - (int)y->klass->type;
}

/* ---- Parts ---- */

/* A range of the text of a paragraph that becomes a part of a block. */
struct span_range {
	size_t from, to;
	size_t next; /* where the next part begins, or to if this is the last */
};

/* The first part of the text from that offset on. */
static struct span_range
span_part(const struct paragraph *p, size_t from)
{
	const char *s = p->text.p;
	size_t n = p->text.n, lines = 0, i;

	for (i = from; i < n; i++) {
		size_t width = s[i] == '\n'                                                 ? 1
		    : s[i] == '\xe2' && n - i >= 3 && memcmp(s + i, LINE_SEPARATOR, 3) == 0 ? 3
											    : 0;

		if (width > 0 && (++lines == PART_LINES || i - from >= PART_BYTES))
			return (struct span_range){ from, i, i + width };
	}
	return (struct span_range){ from, n, n };
}

/* Makes offsets of the text relative to the range, and clips them. */
static size_t
span_clip(struct span_range r, size_t at)
{
	return (at < r.from ? r.from : at > r.to ? r.to : at) - r.from;
}

/*
 * Moves the attributes of the range to the layout.  They are sorted, since pango inserts others by a
 * linear search; the first of them has index i.  Returns the index of the first one of the next range.
 */
static size_t
span_apply_attrs(struct paragraph *p, size_t i, struct span_range r, PangoLayout *l)
{
	PangoAttrList *list = pango_attr_list_copy(pango_layout_get_attributes(l));
	size_t first = i, kept;

	for (; i < p->nattr && (p->attr[i]->start_index < r.to || r.to == r.next); i++) {
		PangoAttribute *a = p->attr[i];

		if (a->end_index > r.next)
			a = pango_attribute_copy(a);
		else
			p->attr[i] = NULL;
		a->start_index = (guint)span_clip(r, a->start_index);
		a->end_index = (guint)span_clip(r, a->end_index);
		pango_attr_list_insert(list, a);
	}
	pango_layout_set_attributes(l, list);
	pango_attr_list_unref(list);
	for (kept = i; i > first; i--)
		if (p->attr[i - 1] != NULL)
			p->attr[--kept] = p->attr[i - 1];
	return kept;
}

/* Gives the part the links of its range. */
static void
span_apply_links(const struct paragraph *p, struct span_range r, struct part *part)
{
	size_t cap = 0, i;

	for (i = 0; i < p->nlink; i++) {
		struct link l = p->link[i];

		if (l.start >= r.to || l.end <= r.from)
			continue;
		l.start = span_clip(r, l.start);
		l.end = span_clip(r, l.end);
		part->link = array_grow(part->link, part->nlink, &cap, sizeof(*part->link));
		part->link[part->nlink++] = l;
	}
}

struct block *
paragraph_block(struct paragraph *p, struct flow *f, enum style s, double x)
{
	struct block *b;
	struct part *part;
	struct span_range r;
	size_t attr;

	span_break_runs(p);
	if (s != STYLE_CODE)
		span_forbid_hyphen_breaks(p);
	if (p->nattr > 0)
		qsort(p->attr, p->nattr, sizeof(PangoAttribute *), span_compare_attrs);
	r = span_part(p, 0);
	b = doc_add_block(p->doc, f, s, (struct slice){ p->text.p, r.to }, x);
	part = b->part;
	for (attr = 0;; part = doc_add_part(p->doc, b, (struct slice){ p->text.p + r.from, r.to - r.from })) {
		attr = span_apply_attrs(p, attr, r, part->layout);
		span_apply_links(p, r, part);
		if (r.to == r.next)
			break;
		r = span_part(p, r.next);
	}
	p->nattr = 0;
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

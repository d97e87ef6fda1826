#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/job.h"
#include "format/pdf/doc.h"

enum { MEASURE = 376 };

/* Several columns, in points: the margins, and the space between columns; numbers hang in both. */
enum { LEFT = 58, RIGHT = 36, GUTTER = 34, TOP = 72, BOTTOM = 62 };

/* Sets the page for one column with wide margins, or for several. */
static void
doc_set_columns(struct doc *d, size_t columns)
{
	double gaps = (double)(columns - 1) * GUTTER;

	d->columns = columns;
	d->page_measure = columns == 1 ? MEASURE : d->width - LEFT - RIGHT;
	d->measure = (d->page_measure - (columns == 1 ? 0 : gaps)) / (double)columns;
	d->pitch = d->measure + GUTTER;
	d->left = columns == 1 ? (d->width - d->measure) / 2 + 8 : LEFT; /* numbers hang on the left */
	d->top = columns == 1 ? 92 : TOP;
	d->bottom = d->height - (columns == 1 ? 88 : BOTTOM);
}

/* The text with control characters escaped and invalid bytes replaced; the caller frees. */
static char *
doc_printable_text(struct slice text)
{
	struct buf valid = { 0 }, clean = { 0 };

	escape_nonprinting(utf8_replace_invalid(text, &valid), "", &clean);
	buf_cstr(&clean);
	buf_free(&valid);
	return clean.p;
}

void
doc_init(struct doc *d, struct job *j)
{
	*d = (struct doc){ .job = j };
	d->width = j->paper == PAPER_LETTER ? 612 : 595.276;
	d->height = j->paper == PAPER_LETTER ? 792 : 841.89;
	doc_set_columns(d, j->text_columns);
	type_init(&d->type, d->measure);
	d->title = doc_printable_text(slice_of(j->title ? j->title : DEFAULT_TITLE));
}

struct block *
doc_add_block(struct doc *d, struct flow *f, enum style s, struct slice text, double x)
{
	struct block *b = flow_add(f);

	b->style = s;
	b->measure = f == &d->front ? d->page_measure : d->measure;
	b->x = x;
	b->tag = "P";
	doc_add_part(d, b, text);
	return b;
}

struct part *
doc_add_part(struct doc *d, struct block *b, struct slice text)
{
	bool code = b->style == STYLE_CODE;
	struct part *part;

	b->part = array_grow(b->part, b->npart, &b->part_cap, sizeof(*b->part));
	part = &b->part[b->npart++];
	*part = (struct part){ .layout = layout_new(
				   &d->type, b->style, text, b->measure - b->x - (code ? 2 * CODE_PADDING : 0)) };
	if (code)
		layout_set_code(part->layout, &d->type);
	return part;
}

void
doc_count_missing_glyphs(struct doc *d, const struct block *b)
{
	size_t n = 0, i;

	for (i = 0; i < b->npart; i++)
		n += (size_t)pango_layout_get_unknown_glyphs_count(b->part[i].layout);
	if (d->missing_glyphs == 0 && n > 0)
		d->first_missing = d->job->n;
	d->missing_glyphs += n;
}

struct topic *
doc_add_topic(struct doc *d, struct slice name)
{
	struct topic *t = xcalloc(1, sizeof(*t));

	t->name = doc_printable_text(name);
	d->topic = array_grow(d->topic, d->ntopic, &d->topic_cap, sizeof(struct topic *));
	return d->topic[d->ntopic++] = t;
}

char *
anchor_new(const char *kind, size_t n)
{
	struct buf b = { 0 };

	buf_printf(&b, "%s-%zu", kind, n);
	buf_cstr(&b);
	return b.p;
}

void
doc_free(struct doc *d)
{
	size_t i;

	flow_free(&d->front);
	flow_free(&d->body);
	flow_free(&d->appendix);
	for (i = 0; i < d->ntopic; i++) {
		free(d->topic[i]->name);
		free(d->topic[i]);
	}
	free(d->topic);
	free(d->fragment);
	free(d->title);
	type_free(&d->type);
}

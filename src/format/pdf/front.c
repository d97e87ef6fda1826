#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "format/job.h"
#include "format/pdf/block.h"
#include "format/pdf/doc.h"
#include "format/pdf/front.h"
#include "format/pdf/page.h"
#include "format/pdf/text.h"
#include "format/pdf/type.h"

enum { ONE_NUMBER = 60, TWO_NUMBERS = 112 }; /* points, for page numbers on the right of an entry */

/* The title, a line such as "133 questions in 16 topics", and the lines of --header; -1 as markdown(). */
static int
front_add_title(struct doc *d, size_t topics, struct slice count)
{
	size_t i;
	int status = 0;
	struct buf b = { 0 };
	struct block *block = doc_add_block(d, &d->front, STYLE_TITLE, slice_of(d->title), 0);

	block->keep_with_next = true;
	block->tag = "H1";
	block->anchor = anchor_new("title", 0);
	buf_append(&b, count.p, count.n);
	if (topics > 1 && !d->job->sheet)
		buf_printf(&b, " in %zu topics", topics);
	if (d->appendix.n > 0)
		buf_str(&b, ", with answers at the end");
	block = doc_add_block(d, &d->front, STYLE_SUBTITLE, buf_slice(&b), 0);
	block->space_above = 0.5 * d->type.leading;
	block->keep_with_next = true;
	for (i = 0; status == 0 && i < d->job->nheader; i++)
		status = text_answer(d, &d->front, slice_of(d->job->header[i]));
	block = doc_add_block(d, &d->front, STYLE_BODY, slice_of(" "), 0);
	block->kind = BLOCK_RULE;
	block->space_above = 0.4 * d->type.leading;
	buf_free(&b);
	return status;
}

static void
front_add_contents(struct doc *d)
{
	struct block *b = doc_add_block(d, &d->front, STYLE_QUESTION, slice_of("Contents"), 0);
	double width = d->page_measure - (d->appendix.n > 0 ? TWO_NUMBERS : ONE_NUMBER);
	size_t i;

	b->space_above = 1.5 * d->type.leading;
	b->keep_with_next = true;
	b->tag = "H1";
	b->kind = BLOCK_ENTRY;
	for (i = 0; i < d->ntopic; i++) {
		struct topic *t = d->topic[i];

		if (*t->name == '\0')
			continue;
		b = doc_add_block(d, &d->front, STYLE_BODY, slice_of(t->name), 0);
		pango_layout_set_width(b->part->layout, (int)(width * PANGO_SCALE));
		b->kind = BLOCK_ENTRY;
		b->space_above = 0.42 * d->type.leading;
		b->target[0] = t->questions;
		b->target[1] = t->answers;
	}
}

/* Makes the topic headings of the flow small lines above their questions. */
static void
front_shrink_topics(struct doc *d, struct flow *f)
{
	size_t i;

	for (i = 0; i + 1 < f->n; i++) {
		struct block *b = f->block[i];

		if (b->style != STYLE_TOPIC)
			continue;
		g_object_unref(b->part->layout);
		b->style = STYLE_SMALL;
		b->part->layout = layout_new(&d->type, b->style, slice_of(b->topic->name), d->measure);
		b->space_above = 1.4 * d->type.leading;
		b->min_space = 0;
		f->block[i + 1]->space_above = 0.1 * d->type.leading;
	}
}

/*
 * The questions begin below the title if the document is a marking sheet, has one page or one
 * topic, or if its topics alternate, which would make the contents long.  Otherwise the contents
 * follow the title, and the questions begin on a new page.
 */
int
front_add(struct doc *d, size_t topics, struct slice count)
{
	bool mixed = 2 * d->ntopic > d->job->count; /* nearly every question has a heading */

	if (mixed) {
		front_shrink_topics(d, &d->body);
		front_shrink_topics(d, &d->appendix);
	}
	if (front_add_title(d, topics, count) == -1)
		return -1;
	if (d->body.n > 0)
		d->body.block[0]->space_above = (d->columns > 1 ? 0 : 2) * d->type.leading;
	paginate(d);
	if (d->pages == 1 || topics < 2 || d->job->sheet || (mixed && d->ntopic > topics))
		return 0;
	front_add_contents(d);
	d->body.block[0]->page_break_before = true;
	d->top_offset = 0.11 * d->height;
	paginate(d);
	return 0;
}

#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/job.h"
#include "format/pdf/block.h"
#include "format/pdf/doc.h"
#include "format/pdf/meta.h"
#include "format/pdf/type.h"

/* The width of a reference, such as "question on page 100", relative to the size of body text. */
enum { REFERENCE_WIDTH = 9 };

/* Appends the level and the tags, printable, to *line. */
static void
meta_format(const struct job *j, const struct record *r, struct buf *line)
{
	struct buf field = { 0 }, valid = { 0 };
	struct slice tags, tag;

	escape_nonprinting(utf8_replace_invalid(job_text(r, j->level, &field), &valid), "", line);
	tags = utf8_replace_invalid(job_text(r, j->tags, &field), &valid);
	while (tags.n > 0 && slice_next(&tags, ',', &tag)) {
		tag = slice_trim(tag);
		if (tag.n > 0 && line->n > 0)
			buf_str(line, "  ·  ");
		escape_nonprinting(tag, "", line);
	}
	buf_free(&field);
	buf_free(&valid);
}

struct block *
meta_add(struct doc *d, struct flow *f, const struct record *r, bool refers)
{
	struct buf line = { 0 };
	struct block *meta = NULL;

	meta_format(d->job, r, &line);
	if (line.n > 0 || refers) {
		meta = doc_add_block(d, f, STYLE_SMALL, buf_slice(&line), 0);
		meta->space_above = 0.18 * d->type.leading;
		if (refers)
			pango_layout_set_width(
			    meta->part->layout, (int)((meta->measure - REFERENCE_WIDTH * d->type.size) * PANGO_SCALE));
	}
	buf_free(&line);
	return meta;
}

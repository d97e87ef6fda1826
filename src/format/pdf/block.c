#include <pango/pangocairo.h>
#include <stdlib.h>

#include "base/mem.h"
#include "format/pdf/block.h"

struct block *
flow_add(struct flow *f)
{
	f->block = array_grow(f->block, f->n, &f->cap, sizeof(struct block *));
	return f->block[f->n++] = xcalloc(1, sizeof(struct block));
}

static void
block_free(struct block *b)
{
	size_t i;

	for (i = 0; i < b->nlink; i++)
		free(b->link[i].uri);
	for (i = 0; i < b->npart; i++) {
		g_object_unref(b->part[i].layout);
		free(b->part[i].link);
	}
	if (b->marker != NULL)
		g_object_unref(b->marker);
	free(b->anchor);
	free(b->link);
	free(b->part);
	free(b->quote_bar);
	free(b->line);
	free(b);
}

void
flow_free(struct flow *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		block_free(f->block[i]);
	free(f->block);
}

size_t
block_line_count(const struct block *b)
{
	size_t n = 0, i;

	for (i = 0; i < b->npart; i++)
		n += (size_t)pango_layout_get_line_count(b->part[i].layout);
	return n;
}

void
flow_keep(struct flow *f, size_t first, size_t max_lines)
{
	size_t lines = 0, i;

	for (i = first; i < f->n && lines <= max_lines; i++)
		lines += block_line_count(f->block[i]);
	for (i = first; lines <= max_lines && i + 1 < f->n; i++)
		f->block[i]->keep_with_next = true;
}

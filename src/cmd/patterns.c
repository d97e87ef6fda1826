/* The patterns of qb-grep. */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "cmd/patterns.h"
#include "tsv/file.h"

void
patterns_add(struct patterns *p, char *arg, bool is_file)
{
	p->source = array_grow(p->source, p->nsource, &p->source_cap, sizeof(*p->source));
	p->source[p->nsource++] = (struct pattern_source){ arg, is_file };
	if (!is_file)
		return;
	p->file = array_grow(p->file, p->nfile + 1, &p->file_cap, sizeof(*p->file));
	p->file[p->nfile++] = arg;
	p->file[p->nfile] = NULL;
}

static void
patterns_add_lines(struct patterns *p, struct slice lines, bool is_file)
{
	struct slice line;

	while (slice_next(&lines, '\n', &line)) {
		p->pattern = array_grow(p->pattern, p->n, &p->cap, sizeof(*p->pattern));
		p->pattern[p->n++] = is_file ? slice_trim_cr(line) : line;
	}
}

static int
patterns_read_file(struct patterns *p, const char *name)
{
	struct buf b = { 0 }; /* the patterns point into it */

	if (file_read(name, &b) == -1) {
		buf_free(&b);
		return -1;
	}
	if (b.n > 0 && b.p[b.n - 1] != '\n')
		buf_byte(&b, '\n');
	if (b.n > 0)
		patterns_add_lines(p, (struct slice){ b.p, b.n - 1 }, true);
	else
		buf_free(&b);
	return 0;
}

int
patterns_read(struct patterns *p)
{
	size_t i;

	for (i = 0; i < p->nsource; i++)
		if (!p->source[i].is_file)
			patterns_add_lines(p, slice_of(p->source[i].arg), false);
		else if (patterns_read_file(p, p->source[i].arg) == -1)
			return -1;
	return 0;
}

/* The `<details>` of a Markdown file. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/md/details.h"
#include "import/md/scan.h"

/* A longer tag is none. */
enum { TAG_BYTES = 1000 };

/* The offset after the end of the tag. */
static size_t
details_tag_end(struct slice s)
{
	size_t n = s.n < TAG_BYTES ? s.n : TAG_BYTES;
	const char *end = memchr(s.p, '>', n);

	return end != NULL ? (size_t)(end - s.p) + 1 : n;
}

/* What is open while the tags are read in order. */
struct details_open {
	size_t *stack; /* indexes of those that are not closed */
	size_t n, cap;
	const char *summary; /* the start of the open summary, or NULL */
};

static void
details_begin(struct details_list *list, struct details_open *open, struct slice s)
{
	size_t n = details_tag_end(s);

	list->list = array_grow(list->list, list->n, &list->cap, sizeof(*list->list));
	list->list[list->n] = (struct details){ .from = s.p, .body = { s.p + n, 0 } };
	open->stack = array_grow(open->stack, open->n, &open->cap, sizeof(*open->stack));
	open->stack[open->n++] = list->n++;
	open->summary = NULL;
}

static void
details_end(struct details_list *list, struct details_open *open, struct slice s)
{
	struct details *d;

	if (open->n == 0)
		return;
	d = &list->list[open->stack[--open->n]];
	d->body.n = s.p > d->body.p ? (size_t)(s.p - d->body.p) : 0;
	d->to = s.p + details_tag_end(s);
	open->summary = NULL;
}

/* Reads the tag at s, if it is one of these. */
static void
details_tag(struct details_list *list, struct details_open *open, struct slice s)
{
	struct details *d = open->n > 0 ? &list->list[open->stack[open->n - 1]] : NULL;

	if (ascii_starts(s, "<details") && s.n > 8 && strchr("> \t\n\r/", s.p[8]) != NULL) {
		details_begin(list, open, s);
	} else if (ascii_starts(s, "</details")) {
		details_end(list, open, s);
	} else if (d != NULL && ascii_starts(s, "<summary") && d->summary.p == NULL) {
		open->summary = s.p + details_tag_end(s);
	} else if (d != NULL && ascii_starts(s, "</summary") && open->summary != NULL && s.p >= open->summary) {
		d->summary = slice_trim_ws((struct slice){ open->summary, (size_t)(s.p - open->summary) });
		d->body.p = s.p + details_tag_end(s);
		open->summary = NULL;
	}
}

/* Reads the tags of a line, except in code spans. */
static void
details_line(const struct scan *s, struct details_list *list, struct details_open *open, size_t line)
{
	struct slice t = s->line[line].raw;
	const char *end = s->text.p + s->text.n, *tick;

	while (t.n > 0) {
		if (*t.p == '<') {
			details_tag(list, open, (struct slice){ t.p, (size_t)(end - t.p) });
		} else if (*t.p == '`' && (tick = memchr(t.p + 1, '`', t.n - 1)) != NULL) {
			t = slice_skip(t, (size_t)(tick - t.p));
		}
		t = slice_skip(t, 1);
	}
}

/* Ends those that are not closed. */
static void
details_close(const struct scan *s, struct details_list *list)
{
	size_t i, line;

	for (i = 0; i < list->n; i++) {
		struct details *d = &list->list[i];

		if (d->to != NULL)
			continue;
		d->to = i + 1 < list->n ? list->list[i + 1].from : s->text.p + s->text.n;
		for (line = scan_line_at(s, d->from) + 1; line < s->n && s->line[line].raw.p < d->to; line++)
			if (s->line[line].kind == SCAN_HEADING && s->line[line].indent == 0)
				d->to = s->line[line].raw.p;
		d->body.p = d->body.p < d->to ? d->body.p : d->to;
		d->body.n = (size_t)(d->to - d->body.p);
	}
}

void
details_find(const struct scan *s, struct details_list *list)
{
	struct details_open open = { 0 };
	size_t i;

	for (i = 0; i < s->n; i++)
		if (!scan_is_code(&s->line[i]) && s->line[i].kind != SCAN_COMMENT && s->line[i].kind != SCAN_BLANK)
			details_line(s, list, &open, i);
	details_close(s, list);
	free(open.stack);
}

void
details_free(struct details_list *list)
{
	free(list->list);
	*list = (struct details_list){ 0 };
}

/* A Markdown file as lines and top-level parts. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/slice.h"
#include "import/md/marker.h"
#include "import/md/outline.h"
#include "import/md/parse.h"

/* ---- Lines ---- */

size_t
outline_line(const struct outline *o, const char *p)
{
	size_t lo = 0, hi = o->lines;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (o->line[mid].p <= p)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

bool
outline_is_blank(const struct outline *o, size_t line)
{
	return slice_trim_ws(o->line[line]).n == 0;
}

void
outline_use(struct outline *o, size_t first, size_t last)
{
	for (; first <= last && first < o->lines; first++)
		o->used[first] = true;
}

static void
outline_split_lines(struct outline *o)
{
	struct slice rest = o->text;
	size_t cap = 0;

	while (rest.n > 0 && slice_next(&rest, '\n', &o->line[o->lines])) {
		if (++o->lines < cap)
			continue;
		cap = 2 * cap + 256;
		o->line = xrealloc(o->line, cap, sizeof(*o->line));
	}
	o->used = xcalloc(o->lines, sizeof(*o->used));
}

/* ---- What md4c does not find ---- */

/*
 * A line of a question may have no text, as the end of a code span or of a link.  No block begins
 * with these bytes, except fences, which are longer.
 */
static void
outline_complete_questions(struct outline *o)
{
	size_t i;

	for (i = 0; i < o->n; i++) {
		struct md_part *p = &o->part[i];
		size_t limit = p->after;

		if (p->kind != MD_PART_ITEM || p->question == NO_LINE)
			continue;
		if (limit == NO_LINE)
			limit = i + 1 < o->n && o->part[i + 1].first != NO_LINE ? o->part[i + 1].first : o->lines;
		while (p->question + 1 < limit) {
			struct slice next = slice_trim_ws(o->line[p->question + 1]);

			if (next.n == 0 || strchr("`])\"'", *next.p) == NULL || slice_starts(next, "```"))
				break;
			p->question++;
			if (p->last < p->question)
				p->last = p->question;
		}
	}
}

/* The line after the last one that the part before this one has text in. */
static size_t
outline_start(const struct outline *o, size_t part)
{
	while (part > 0)
		if (o->part[--part].last != NO_LINE)
			return o->part[part].last + 1;
	return 0;
}

size_t
outline_marker(const struct outline *o, size_t part, size_t *line)
{
	size_t earliest = outline_start(o, part), margin, number;
	struct slice text;

	*line = o->part[part].first;
	while ((margin = marker_parse(o->line[*line], &text, &number)) == 0)
		if ((*line)-- <= earliest)
			return 0;
	return margin;
}

/*
 * Moves the parts whose indentation makes them part of the item before them into that item: md4c
 * 0.4.8 may end an item at two blank lines.
 */
static void
outline_absorb(struct outline *o)
{
	struct md_part *item = NULL;
	size_t i, n = 0, margin = 0;

	for (i = 0; i < o->n; i++) {
		struct md_part *p = &o->part[i];
		size_t line = p->first, last, own = 0;

		if (p->first == NO_LINE) {
			o->part[n++] = *p;
			continue;
		}
		if (p->kind == MD_PART_ITEM)
			own = outline_marker(o, i, &line);
		else if (p->kind == MD_PART_CODE)
			outline_extent(o, i, &line, &last);
		if (item != NULL && marker_indent(o->line[line]) >= margin) {
			item->last = p->last;
			item->after = item->after == NO_LINE ? p->first : item->after;
			continue;
		}
		o->part[n] = *p;
		item = own > 0 ? &o->part[n] : NULL;
		margin = own;
		n++;
	}
	o->n = n;
}

int
outline_parse(struct outline *o, struct slice text, bool native)
{
	*o = (struct outline){ .text = text, .line = xcalloc(1, sizeof(*o->line)), .native = native };
	outline_split_lines(o);
	if (parse_markdown(o) == -1)
		return -1;
	outline_absorb(o);
	outline_complete_questions(o);
	return 0;
}

/* Whether the line is a fence, perhaps in a block quote. */
static bool
outline_is_fence(const struct outline *o, size_t line)
{
	struct slice s = slice_trim_ws(o->line[line]);

	while (s.n > 0 && (*s.p == '>' || *s.p == ' '))
		s = slice_skip(s, 1);
	return slice_starts(s, "```") || slice_starts(s, "~~~");
}

void
outline_extent(const struct outline *o, size_t part, size_t *first, size_t *last)
{
	const struct md_part *p = &o->part[part];
	size_t start = outline_start(o, part), limit = part + 1, at;

	while (limit < o->n && o->part[limit].first == NO_LINE)
		limit++;
	limit = limit < o->n ? o->part[limit].first : o->lines;
	*first = p->first;
	*last = p->last;
	while (*first > start && !outline_is_blank(o, *first - 1) && !o->used[*first - 1])
		--*first;
	for (at = *first; p->kind == MD_PART_CODE && at > start && outline_is_blank(o, at - 1);)
		if (--at > start && !o->used[at - 1] && outline_is_fence(o, at - 1)) {
			*first = at - 1;
			break;
		}
	for (at = *last + 1; p->kind == MD_PART_CODE && at < limit && outline_is_blank(o, at);)
		if (++at < limit && outline_is_fence(o, at))
			*last = at;
	while (*last + 1 < limit && !outline_is_blank(o, *last + 1))
		++*last;
}

size_t
outline_comment(const struct outline *o, size_t line)
{
	size_t lo = 0, hi = o->comments;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (outline_line(o, o->comment[mid]) < line)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void
outline_free(struct outline *o)
{
	free(o->line);
	free(o->used);
	free(o->part);
	free(o->comment);
}

/* The lines of a Markdown file as its author saw them. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/slice.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/scanline.h"

/* What is open while the lines are read in order. */
struct scanner {
	struct scan *s;
	struct scan_fence *fence; /* of each line */
	size_t *next_fence;       /* of each line: the first fence after it, or s->n */
	size_t open;              /* the line of the open fence, or s->n */
	bool in_comment;
	size_t number[7]; /* of the last numbered heading of each level */
};

/* ---- What is open ---- */

/*
 * Whether a line in a code block shows that the block was not closed: it is the heading of a
 * question, and less indented than the fence, or the next fence begins a block, or its number
 * follows that of the heading before.
 */
static bool
scan_ends_code(const struct scanner *sc, size_t i)
{
	const struct scan *s = sc->s;
	const struct scan_line *l = &s->line[i];
	size_t next = sc->next_fence[i];
	struct prompt t;

	if (l->kind != SCAN_HEADING || (l->level < 2 && !l->marker))
		return false;
	prompt_parse(l->text, &t);
	if (t.prefix == PROMPT_PLAIN && l->number > 0) {
		t.prefix = PROMPT_NUMBER;
		t.number = l->number;
	}
	if (t.prefix == PROMPT_PLAIN)
		return false;
	return l->indent < s->line[sc->open].indent || next == s->n || sc->fence[next].info ||
	    (t.number > 1 && t.number == sc->number[l->level] + 1);
}

static void
scan_in_code(struct scanner *sc, size_t i)
{
	const struct scan_fence *open = &sc->fence[sc->open], *f = &sc->fence[i];
	struct scan_line *l = &sc->s->line[i];

	if (l->kind == SCAN_BLANK)
		return;
	l->kind = SCAN_CODE;
	if (f->mark == open->mark && f->n >= open->n && !f->info && !l->marker) {
		l->kind = SCAN_FENCE;
		sc->open = sc->s->n;
	}
}

static void
scan_comment(struct scanner *sc, struct scan_line *l)
{
	if (!sc->in_comment && (l->kind != SCAN_HTML || !slice_starts(l->text, "<!--")))
		return;
	sc->in_comment = scan_find(l->text, "-->") == NULL;
	if (sc->in_comment || slice_starts(slice_skip(l->text, l->text.n < 3 ? 0 : l->text.n - 3), "-->") ||
	    l->kind != SCAN_HTML)
		l->kind = l->kind == SCAN_BLANK ? SCAN_BLANK : SCAN_COMMENT;
}

/* Tables and underlined headings, which the line after shows. */
static void
scan_pairs(struct scan *s, size_t i)
{
	struct scan_line *l = &s->line[i], *before = &s->line[i - 1];
	bool first = i < 2 || (s->line[i - 2].kind != SCAN_TEXT && s->line[i - 2].kind != SCAN_ITEM);
	size_t k;

	if (before->kind == SCAN_TABLE && l->kind != SCAN_BLANK && l->text.n > 0 &&
	    memchr(l->text.p, '|', l->text.n) != NULL) {
		l->kind = SCAN_TABLE;
	} else if (before->kind == SCAN_TEXT && scan_line_is_delimiter(l->text) &&
	    memchr(before->text.p, '|', before->text.n) != NULL) {
		before->kind = l->kind = SCAN_TABLE;
	} else if (before->kind == SCAN_TEXT && !before->quoted && before->indent < 4 && first && l->text.n > 1 &&
	    (*l->text.p == '=' || *l->text.p == '-') && l->indent < 4) {
		for (k = 0; k < l->text.n && l->text.p[k] == *l->text.p; k++)
			;
		if (k < l->text.n || (*l->text.p == '-' && k == 2))
			return;
		before->kind = SCAN_HEADING;
		before->level = *l->text.p == '=' ? 1 : 2;
		l->kind = SCAN_UNDERLINE;
	}
}

/* ---- The file ---- */

/* Marks the front matter, and stores its title; returns the line after it. */
static size_t
scan_front(struct scan *s)
{
	size_t i, end;
	bool key = false; /* a line before has set a key */

	if (s->n < 2 || !slice_eq(slice_trim_ws(s->line[0].raw), slice_of("---")))
		return 0;
	for (end = 1; end < s->n; end++) {
		struct slice l = slice_trim_ws(s->line[end].raw);

		if (slice_eq(l, slice_of("---")) || slice_eq(l, slice_of("...")))
			break;
		key |= l.n > 1 && *l.p != '-' && memchr(l.p, ':', l.n) != NULL;
		if (l.n > 0 && !key && *l.p != '#')
			return 0;
		if (l.n > 0 && memchr(l.p, ':', l.n) == NULL && strchr("-#[]{}\"'", *l.p) == NULL &&
		    *s->line[end].raw.p != ' ' && *s->line[end].raw.p != '\t')
			return 0;
	}
	if (end == s->n)
		return 0;
	for (i = 0; i <= end; i++) {
		struct slice l = slice_trim_ws(s->line[i].raw);

		s->line[i].kind = l.n > 0 ? SCAN_FRONT : SCAN_BLANK;
		if (!slice_starts(s->line[i].raw, "title:"))
			continue;
		l = slice_trim(slice_skip(l, 6));
		if (l.n > 1 && (*l.p == '"' || *l.p == '\'') && l.p[l.n - 1] == *l.p)
			l = (struct slice){ l.p + 1, l.n - 2 };
		s->title = l;
	}
	return end + 1;
}

static void
scan_forward(struct scanner *sc)
{
	struct scan *s = sc->s;
	size_t i;

	for (i = scan_front(s); i < s->n; i++) {
		struct scan_line *l = &s->line[i];
		struct prompt t;

		if (sc->open < s->n && scan_ends_code(sc, i))
			sc->open = s->n;
		if (sc->open < s->n) {
			scan_in_code(sc, i);
			continue;
		}
		scan_comment(sc, l);
		if (l->kind == SCAN_COMMENT || l->kind == SCAN_BLANK)
			continue;
		if (sc->fence[i].mark != 0) {
			sc->open = i;
			l->kind = SCAN_FENCE;
			continue;
		}
		if (i > 0)
			scan_pairs(s, i);
		if (l->kind == SCAN_HEADING) {
			prompt_parse(l->text, &t);
			if (l->number > 0 || t.number > 0)
				sc->number[l->level] = l->number > 0 ? l->number : t.number;
		}
	}
}

void
scan_lines(struct scan *s, struct slice text)
{
	struct scanner sc = { .s = s };
	struct slice rest = text, line;
	size_t cap = 0, i;

	*s = (struct scan){ .text = text };
	while (rest.n > 0 && slice_next(&rest, '\n', &line)) {
		s->line = array_grow(s->line, s->n, &cap, sizeof(*s->line));
		s->line[s->n++] = (struct scan_line){ .raw = line };
	}
	sc.fence = xcalloc(s->n + 1, sizeof(*sc.fence));
	sc.next_fence = xcalloc(s->n + 1, sizeof(*sc.next_fence));
	for (i = 0; i < s->n; i++)
		scan_line_read(&s->line[i], &sc.fence[i]);
	sc.next_fence[s->n] = s->n;
	for (i = s->n; i-- > 0;)
		sc.next_fence[i] = i + 1 < s->n && sc.fence[i + 1].mark != 0 ? i + 1 : sc.next_fence[i + 1];
	sc.open = s->n;
	scan_forward(&sc);
	free(sc.fence);
	free(sc.next_fence);
}

void
scan_free(struct scan *s)
{
	free(s->line);
	*s = (struct scan){ 0 };
}

size_t
scan_line_at(const struct scan *s, const char *p)
{
	size_t lo = 0, hi = s->n;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->line[mid].raw.p <= p)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

const char *
scan_find(struct slice s, const char *what)
{
	const char *p;

	while (s.n > 0 && (p = memchr(s.p, *what, s.n)) != NULL) {
		s = slice_skip(s, (size_t)(p - s.p));
		if (slice_starts(s, what))
			return p;
		s = slice_skip(s, 1);
	}
	return NULL;
}

bool
scan_is_code(const struct scan_line *l)
{
	return l->kind == SCAN_CODE || l->kind == SCAN_FENCE;
}

struct slice
scan_range(const struct scan *s, size_t first, size_t last)
{
	const struct slice a = s->line[first].raw, b = s->line[last].raw;

	return (struct slice){ a.p, (size_t)(b.p + b.n - a.p) };
}

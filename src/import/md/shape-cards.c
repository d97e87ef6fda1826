/*
 * Cards in notes: `Front::Back` on a line, or the lines of a front, `?` alone on a line, and those
 * of a back.
 */
#include <stdbool.h>
#include <string.h>

#include "base/slice.h"
#include "base/utf8.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/shape.h"
#include "import/md/unit.h"

/* Whether the line is text of a card. */
static bool
cards_is_text(const struct scan *s, size_t line)
{
	return line < s->n && s->line[line].kind != SCAN_BLANK && s->line[line].kind != SCAN_HEADING &&
	    s->line[line].kind != SCAN_FRONT && s->line[line].kind != SCAN_COMMENT;
}

/* Where `::` separates front from back, outside of code and math; NULL if nowhere. */
static const char *
cards_separator(struct slice s, size_t *n)
{
	bool code = false, math = false;
	size_t i;

	for (i = 0; i + 1 < s.n; i++) {
		code ^= s.p[i] == '`';
		math ^= s.p[i] == '$';
		if (code || math || s.p[i] != ':' || s.p[i + 1] != ':')
			continue;
		for (*n = 2; i + *n < s.n && s.p[i + *n] == ':'; ++*n)
			;
		if (*n > 3 || i == 0 || i + *n == s.n)
			return NULL;
		/* `std::move` in a sentence is no card. */
		if (s.p[i - 1] != ' ' && utf8_is_word((unsigned char)s.p[i - 1]) && s.p[i + *n] >= 'a' &&
		    s.p[i + *n] <= 'z' && memchr(s.p, ' ', i) == NULL)
			return NULL;
		return s.p + i;
	}
	return NULL;
}

static void
cards_add(const struct scan *s, struct units *u, struct unit *unit)
{
	struct prompt p;

	unit->title = slice_trim_ws(unit->title);
	unit->body = slice_trim_ws(unit->body);
	if (unit->title.n == 0 || unit->body.n == 0)
		return;
	prompt_parse(unit->title, &p);
	unit->title = p.text.n > 0 ? p.text : unit->title;
	unit->strength = PROMPT_SURE;
	while (unit->last + 1 < s->n && s->line[unit->last + 1].kind == SCAN_COMMENT)
		unit->last++; /* when it is to be reviewed */
	units_add(s, u, unit);
}

/* Whether the line is the separator of a card of several lines. */
static bool
cards_is_middle(const struct scan *s, size_t line)
{
	const struct scan_line *l = &s->line[line];

	return l->kind == SCAN_TEXT && (slice_eq(l->text, slice_of("?")) || slice_eq(l->text, slice_of("??")));
}

/* Adds the card whose front and back are above and below the line; returns its last line. */
static size_t
cards_lines(const struct scan *s, size_t line, size_t start, struct unit *unit, struct units *u)
{
	size_t first = line, last = line;
	bool code = false;

	while (first > start && cards_is_text(s, first - 1))
		first--;
	while (last + 1 < s->n && (cards_is_text(s, last + 1) || (code && s->line[last + 1].kind == SCAN_BLANK))) {
		last++;
		if (s->line[last].kind == SCAN_FENCE)
			code = !code;
	}
	if (first == line || last == line)
		return line;
	unit->first = first;
	unit->last = last;
	unit->title = scan_range(s, first, line - 1);
	unit->body = scan_range(s, line + 1, last);
	cards_add(s, u, unit);
	return last;
}

static void
cards_find(const struct scan *s, struct units *u)
{
	size_t i, n, topic = NO_UNIT_LINE, start = 0;

	for (i = 0; i < s->n; i++) {
		const struct scan_line *l = &s->line[i];
		struct unit unit = { .first = i, .last = i, .topic = topic, .level = NO_UNIT_LINE };
		const char *at;

		if (shape_topic(s, i) == UNIT_TOPIC) {
			topic = i;
		} else if (cards_is_middle(s, i)) {
			i = cards_lines(s, i, start, &unit, u);
			start = i + 1;
		} else if ((l->kind == SCAN_TEXT || l->kind == SCAN_ITEM) &&
		    (at = cards_separator(l->text, &n)) != NULL) {
			unit.title = (struct slice){ l->text.p, (size_t)(at - l->text.p) };
			unit.body = (struct slice){ at + n, (size_t)(l->text.p + l->text.n - at) - n };
			cards_add(s, u, &unit);
			i = u->n > 0 ? u->unit[u->n - 1].last > i ? u->unit[u->n - 1].last : i : i;
			start = i + 1;
		}
	}
}

const struct shape shape_cards = { "cards", NULL, cards_find };

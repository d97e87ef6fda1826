/* Paragraphs in bold type, or that begin with bold type, are the questions. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/slice.h"
#include "base/utf8.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/shape.h"
#include "import/md/unit.h"

/* The end of the bold type at the start of the text, or NULL. */
static const char *
bold_end(struct slice s)
{
	const char *p;

	if (!slice_starts(s, "**") && !slice_starts(s, "__"))
		return NULL;
	for (p = s.p + 2; p + 1 < s.p + s.n; p++)
		if (p[0] == *s.p && p[1] == *s.p && p > s.p + 2)
			return p;
	return NULL;
}

/* Whether the text is only emoji and punctuation, which belongs to the question before it. */
static bool
bold_is_ornament(struct slice s)
{
	while (s.n > 0) {
		int32_t c = utf8_next(&s);

		if (utf8_is_word(c) || c == '`' || c == '[')
			return false;
	}
	return true;
}

static enum unit_role
bold_role(const struct scan *s, size_t line, struct unit *next, void *arg)
{
	const struct scan_line *l = &s->line[line];
	enum unit_role topic = shape_topic(s, line);
	size_t *last = arg;
	struct slice in, after;
	const char *end;
	struct prompt p;

	if (topic == UNIT_TOPIC)
		*last = 0; /* the numbers begin again */
	if (topic != UNIT_BODY || l->kind != SCAN_TEXT || l->quoted || l->indent > 3 ||
	    !unit_begins_paragraph(s, line) || (end = bold_end(l->text)) == NULL)
		return topic;
	in = slice_trim((struct slice){ l->text.p + 2, (size_t)(end - l->text.p) - 2 });
	after = slice_skip(l->text, (size_t)(end + 2 - l->text.p));
	if (in.n == 0 || prompt_answer(l->text) > 0)
		return UNIT_BODY;
	prompt_parse(in, &p);
	if (p.text.n == 0) /* `**Q1.** What` */
		prompt_parse(l->text, &p);
	next->strength = prompt_strength(&p);
	if (next->strength != PROMPT_SURE && !(p.prefix == PROMPT_NUMBER && p.number == *last + 1))
		return UNIT_BODY;
	*last = next->number = p.number;
	next->title = p.text;
	unit_title(s, line, &next->body);
	if (p.text.p + p.text.n >= l->text.p + l->text.n)
		return UNIT_START;
	if (slice_trim(after).n == 0)
		return UNIT_START;
	if (bold_is_ornament(after))
		next->title = l->text;
	else
		next->body.p = after.p;
	return UNIT_START;
}

static void
bold_find(const struct scan *s, struct units *u)
{
	size_t last = 0;
	const struct unit_rule rule = { bold_role, &last };

	units_walk(s, &rule, u);
}

const struct shape shape_bold = { "bold paragraphs", NULL, bold_find };

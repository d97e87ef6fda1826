/* Choices and their key in Markdown. */
#include <stdbool.h>
#include <string.h>

#include "bank/choices.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/md/choice.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"

enum { CHOICE_LABELS = 32 };

/* ---- A choice ---- */

/* Skips `[ ]`, `[x]` or the like at the start; stores whether it is checked. */
static bool
choice_box(struct slice *s, bool *checked)
{
	struct slice t = *s;

	if (t.n < 2 || *t.p != '[')
		return false;
	t = slice_skip(t, 1);
	*checked = *t.p == 'x' || *t.p == 'X';
	if (*checked || *t.p == ' ')
		t = slice_skip(t, 1);
	if (t.n > 0 && *t.p == ' ')
		t = slice_skip(t, 1);
	if (t.n == 0 || *t.p != ']' || (t.n > 1 && t.p[1] != ' ' && t.p[1] != '\t' && t.p[1] != '`' && t.p[1] != '*'))
		return false;
	*s = slice_trim(slice_skip(t, 1));
	return true;
}

/* The length of `A)`, `A.`, `(A)`, `A:`, `**A**:` or a digit instead, at the start, with its blanks; 0: none. */
static size_t
choice_label(struct slice s, bool item, char *label, bool *bold)
{
	static const char *const marks[] = { ")", ".", ":", "：", "、", "）", "\\)", "\\." };
	size_t i = 0, k, n = 0;
	bool paren;

	*bold = slice_starts(s, "**") || slice_starts(s, "__");
	i += *bold ? 2 : 0;
	paren = i < s.n && s.p[i] == '(';
	i += paren;
	if (i >= s.n ||
	    !((s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= 'a' && s.p[i] <= 'z') ||
		(item && s.p[i] >= '1' && s.p[i] <= '9')))
		return 0;
	*label = s.p[i] >= 'a' ? (char)(s.p[i] - 'a' + 'A') : s.p[i];
	i++;
	if (*bold && slice_starts(slice_skip(s, i), "**")) {
		i += 2;
		*bold = false;
	}
	for (k = 0; k < sizeof(marks) / sizeof(*marks) && n == 0; k++)
		if (slice_starts(slice_skip(s, i), marks[k]))
			n = strlen(marks[k]);
	if (n == 0 || (!paren && item && *label <= '9' && s.p[i] == '.'))
		return 0;
	i += n;
	if (*bold && slice_starts(slice_skip(s, i), "**")) {
		i += 2;
		*bold = false;
	}
	if (i < s.n && s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '`' && (n == 1 || s.p[i] == '.'))
		return 0;
	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t'))
		i++;
	return i;
}

/* Removes a check mark from either end. */
static bool
choice_check(struct slice *s)
{
	static const char *const checks[] = { "✅", "✔️", "✔", "☑️", "☑",
		":white_check_mark:", ":heavy_check_mark:", "(correct)", "(Correct)", "**(correct)**", "*(correct)*" };
	size_t i, n;

	for (i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		n = strlen(checks[i]);
		if (slice_starts(*s, checks[i])) {
			*s = slice_trim(slice_skip(*s, n));
			return true;
		}
		if (s->n > n && memcmp(s->p + s->n - n, checks[i], n) == 0) {
			s->n -= n;
			*s = slice_trim(*s);
			return true;
		}
	}
	return false;
}

bool
choice_parse(const struct scan_line *l, struct choice_mark *mark)
{
	struct slice s = l->text;
	bool bold = false, checked = false;
	size_t n;

	*mark = (struct choice_mark){ 0 };
	if ((l->kind != SCAN_ITEM && l->kind != SCAN_TEXT) || s.n == 0)
		return false;
	if (choice_box(&s, &checked)) {
		mark->box = true;
		mark->correct = checked;
	}
	mark->correct |= choice_check(&s);
	n = choice_label(s, l->kind == SCAN_ITEM, &mark->label, &bold);
	if (n == 0) {
		mark->label = 0;
		mark->text = s;
		return mark->box;
	}
	s = slice_skip(s, n);
	if (bold && s.n > 2 && s.p[s.n - 1] == *l->text.p && s.p[s.n - 2] == s.p[s.n - 1]) {
		s = slice_trim((struct slice){ s.p, s.n - 2 });
		mark->correct = true; /* `**B) text**` */
	}
	mark->text = s;
	return true;
}

bool
choice_marks(const struct scan_line *l)
{
	struct choice_mark mark;

	return choice_parse(l, &mark);
}

/* ---- A list of choices ---- */

/* The line after the list of choices that begins here, and how many it has. */
static size_t
choice_run(const struct scan *s, size_t from, size_t to, size_t *n)
{
	const struct scan_line *first = &s->line[from];
	struct choice_mark mark, start;
	size_t i, end = from;

	*n = 0;
	choice_parse(first, &start);
	for (i = from; i < to; i++) {
		const struct scan_line *l = &s->line[i];

		if (l->kind == SCAN_BLANK)
			continue;
		if (!scan_is_code(l) && choice_parse(l, &mark) && l->kind == first->kind && mark.box == start.box &&
		    (start.label == 0 || mark.label == start.label + (char)*n)) {
			if (++*n >= CHOICE_LABELS)
				return i + 1;
			end = i + 1;
			continue;
		}
		/* The choice continues: code below it, or a line that is indented or follows it directly. */
		if (scan_is_code(l) || l->indent > first->indent) {
			end = i + 1;
			continue;
		}
		if (l->kind == SCAN_TEXT && i > 0 && s->line[i - 1].kind != SCAN_BLANK && first->kind == SCAN_ITEM &&
		    prompt_answer(l->text) == 0 && end == i) {
			end = i + 1;
			continue;
		}
		break;
	}
	return end;
}

size_t
choice_find(const struct scan *s, size_t from, size_t to, size_t *end)
{
	struct choice_mark mark;
	size_t i, n;

	for (i = from; i < to; i++) {
		if (scan_is_code(&s->line[i]) || !choice_parse(&s->line[i], &mark))
			continue;
		if (!mark.box && mark.label != 'A' && mark.label != '1')
			continue;
		*end = choice_run(s, i, to, &n);
		if (n >= 2)
			return i;
	}
	return to;
}

/* ---- The key ---- */

/* The text without emphasis, brackets and blanks at its start. */
static struct slice
choice_strip(struct slice s)
{
	while (s.n > 0 && strchr(" \t*_(`[:", *s.p) != NULL)
		s = slice_skip(s, 1);
	return s;
}

/* Removes a label at the start of the text; returns its position in the labels, or -1. */
static int
choice_take(struct slice *s, const char *labels)
{
	struct slice t = choice_strip(*s);
	const char *at;
	char c;

	if (t.n > 6 && (slice_starts(t, "Option ") || slice_starts(t, "option ")))
		t = choice_strip(slice_skip(t, 7));
	if (t.n == 0)
		return -1;
	c = (char)(*t.p >= 'a' && *t.p <= 'z' ? *t.p - 'a' + 'A' : *t.p);
	at = strchr(labels, c);
	t = slice_skip(t, 1);
	if (at == NULL || c == 0 || (t.n > 0 && (((*t.p & 0x80) == 0 && strchr(" \t).:,;&/+*_`]-\n\r", *t.p) == NULL))))
		return -1;
	*s = t;
	return (int)(at - labels);
}

/* Removes `,`, `and`, `&` before a further label. */
static bool
choice_and(struct slice *s)
{
	struct slice t = *s;

	while (t.n > 0 && strchr(" \t*_)`]", *t.p) != NULL)
		t = slice_skip(t, 1);
	if (t.n > 0 && strchr(",&/;+", *t.p) != NULL)
		t = slice_skip(t, 1);
	else if (!slice_starts(t, "and "))
		return false;
	t = slice_trim(t);
	*s = slice_starts(t, "and ") ? slice_skip(t, 4) : t;
	return true;
}

/* The text without emphasis at its ends, and without a full stop. */
static struct slice
choice_plain(struct slice s)
{
	s = slice_trim_ws(s);
	while (s.n > 0 && strchr(" \t*_", *s.p) != NULL)
		s = slice_skip(s, 1);
	while (s.n > 0 && strchr(" \t*_.", s.p[s.n - 1]) != NULL)
		s.n--;
	return s;
}

bool
choice_key(struct choices *c, const char *labels, struct slice text, struct slice *rest)
{
	bool chosen[CHOICE_LABELS] = { false };
	struct slice s = text, next;
	int at = choice_take(&s, labels), first = at;
	size_t i, n = 0;

	for (; at >= 0 && (size_t)at < c->n; n++) {
		chosen[at] = true;
		next = s;
		at = choice_and(&next) ? choice_take(&next, labels) : -1;
		s = at >= 0 ? next : s;
	}
	/* `A class is ...` is no key. */
	if (n == 1 && s.n > 1 && *s.p == ' ' && utf8_is_word((unsigned char)s.p[1]) && text.n > 0 && s.p - text.p == 1)
		n = 0;
	for (i = 0; n == 0 && i < c->n; i++)
		if (slice_eq(choice_plain(text), choice_plain(c->list[i].text))) {
			chosen[i] = true;
			first = (int)i;
			s = (struct slice){ text.p + text.n, 0 };
			n = 1;
		}
	for (i = 0; n > 0 && i < c->n; i++)
		c->list[i].correct = chosen[i];
	while (s.n > 0 && strchr(" \t*_).:`]-\r\n", *s.p) != NULL && !slice_starts(s, "**") && !slice_starts(s, "`"))
		s = slice_skip(s, 1);
	if (n == 1 && first >= 0 && slice_eq(choice_plain(s), choice_plain(c->list[first].text)))
		s.n = 0;
	*rest = choice_plain(s).n > 0 ? s : (struct slice){ s.p, 0 };
	return n > 0;
}

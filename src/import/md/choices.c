/* The choices in the body of a question, and their key. */
#include <stdbool.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/import.h"
#include "import/md/body.h"
#include "import/md/choice.h"
#include "import/md/clean.h"
#include "import/md/parts.h"
#include "import/md/scan.h"

/* Appends code, lines joined, as a code span. */
static void
body_choice_code(struct buf *code, struct buf *b)
{
	bool tick = code->n > 0 && memchr(code->p, '`', code->n) != NULL;

	if (code->n == 0)
		return;
	if (b->n > 0)
		buf_byte(b, ' ');
	buf_str(b, tick ? "`` " : "`");
	buf_append(b, code->p, code->n);
	buf_str(b, tick ? " ``" : "`");
	code->n = 0;
}

/* Appends the text of a choice on one line; code below it becomes a code span. */
static void
body_choice_text(const struct body_parts *p, struct slice text, size_t line, size_t end, struct buf *b)
{
	struct body_source at = *p->src;
	struct buf code = { 0 };
	size_t i;

	at.lineno += line;
	clean_text(&at, text, b);
	for (i = line + 1; i < end; i++) {
		const struct scan_line *l = &p->s.line[i];
		struct slice t = slice_trim_ws(l->raw);
		struct buf *to = l->kind == SCAN_CODE ? &code : b;

		if (l->kind == SCAN_FENCE)
			body_choice_code(&code, b);
		if (l->kind == SCAN_FENCE || l->kind == SCAN_BLANK)
			continue;
		if (to->n > 0)
			buf_byte(to, ' ');
		buf_append(to, t.p, t.n);
	}
	body_choice_code(&code, b);
	buf_free(&code);
}

/* Reads the list of choices. */
static void
body_read_choices(struct body_parts *p, struct body *b)
{
	struct choice_mark mark, next;
	struct buf text = { 0 };
	size_t i, end;
	char first = 0;

	for (i = p->choices; i < p->after; i = end) {
		if (!choice_parse(&p->s.line[i], &mark))
			break;
		if (i == p->choices)
			first = mark.label;
		for (end = i + 1; end < p->after; end++)
			if (!scan_is_code(&p->s.line[end]) && choice_parse(&p->s.line[end], &next) &&
			    p->s.line[end].kind == p->s.line[i].kind && next.box == mark.box &&
			    (first == 0 || next.label == first + (char)(b->choices.n + 1)))
				break;
		text.n = 0;
		body_choice_text(p, mark.text, i, end, &text);
		if (text.n == 0)
			buf_byte(&text, mark.label != 0 ? mark.label : '-');
		p->label[b->choices.n] = first != 0 ? mark.label : (char)('A' + b->choices.n);
		choices_add(&b->choices, mark.correct, buf_slice(&text));
	}
	p->label[b->choices.n] = '\0';
	buf_free(&text);
}

/* The first letter or digit of the choices. */
static const char *
body_first_label(const struct body_parts *p)
{
	const struct slice s = p->s.line[p->choices].text;

	return s.p + (s.n > 2 && strchr("*(_", *s.p) != NULL) + (s.n > 2 && *s.p == '*');
}

bool
body_has_choices(const struct body_parts *p)
{
	struct choice_mark mark;

	if (p->choices == p->after)
		return false;
	choice_parse(&p->s.line[p->choices], &mark);
	if (mark.box || p->answer < p->s.n)
		return true;
	return mark.label >= 'A' && ascii_lower(*body_first_label(p)) != *body_first_label(p);
}

void
body_find_choices(struct body_parts *p, struct body *b)
{
	bool key = false;
	size_t i;

	p->after = p->s.n;
	p->choices = choice_find(&p->s, p->first, p->answer, &p->after);
	if (p->choices == p->answer)
		p->choices = p->after = p->s.n;
	if (!body_has_choices(p)) {
		p->choices = p->after = p->s.n;
		return;
	}
	body_read_choices(p, b);
	for (i = 0; i < b->choices.n; i++)
		key |= b->choices.list[i].correct;
	if (p->rest.n > 0) {
		key |= choice_key(&b->choices, p->label, p->rest, &p->rest);
	} else if (p->answer < p->s.n) {
		for (i = p->text; i < p->s.n && (p->s.line[i].kind == SCAN_BLANK || p->s.line[i].kind == SCAN_HTML);
		     i++)
			;
		if (i < p->s.n && !scan_is_code(&p->s.line[i]) &&
		    choice_key(&b->choices, p->label, p->s.line[i].text, &p->rest)) {
			p->text = i + 1;
			key = true;
		}
	}
	if (!key)
		import_note(p->src->im, p->src->lineno + p->choices, "choices without a key");
	choices_finish(&b->choices);
}

/*
 * Finds the bytes of CommonMark that must become character references, by parsing it with md4c.
 * Each pass replaces the bytes found so far and parses again, because removing one construct can
 * reveal another; in the last pass every possible start of HTML is marked, which bounds the time on
 * hostile input.
 */
#include <md4c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/slice.h"
#include "markup/linklimit.h"
#include "markup/mdsafe.h"

enum { MDSAFE_PASSES = 8 };

/* What md4c reports about a text. */
struct mdsafe {
	struct slice text;
	bool *mask;        /* the result */
	bool *shown;       /* the bytes that are text */
	size_t found;      /* bytes marked in this pass */
	int depth;         /* of open blocks */
	size_t blocks;     /* at the top level */
	bool is_paragraph; /* the last of these */
	int links;         /* open ones */
	struct link_limit limit;
};

static int
mdsafe_enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct mdsafe *m = arg;

	(void)detail;
	if (m->depth++ == 1) {
		m->blocks++;
		m->is_paragraph = type == MD_BLOCK_P;
	}
	return 0;
}

static int
mdsafe_leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct mdsafe *m = arg;

	(void)type;
	(void)detail;
	m->depth--;
	return 0;
}

static int
mdsafe_enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct mdsafe *m = arg;

	m->links += type == MD_SPAN_A;
	return link_limit_enter(&m->limit, type, detail);
}

static int
mdsafe_leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct mdsafe *m = arg;

	(void)detail;
	m->links -= type == MD_SPAN_A;
	return 0;
}

static void
mdsafe_mark(struct mdsafe *m, size_t i)
{
	m->found += !m->mask[i];
	m->mask[i] = true;
}

static int
mdsafe_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *arg)
{
	struct mdsafe *m = arg;
	uintptr_t at = (uintptr_t)p, start = (uintptr_t)m->text.p;
	size_t i, from = at - start;

	/* Newlines and spaces that md4c adds are outside of the text. */
	if (at < start || at >= start + m->text.n)
		return 0;
	for (i = from; i < from + n && i < m->text.n; i++) {
		if (type == MD_TEXT_HTML && m->text.p[i] == '<')
			mdsafe_mark(m, i);
		m->shown[i] = true;
	}
	if (m->links > 0 && from > 0 && m->text.p[from - 1] == '<')
		m->shown[from - 1] = true; /* an autolink: <https://...> */
	return 0;
}

/* Whether the byte begins a link destination in angle brackets, as in `[text](<address>)`. */
static bool
mdsafe_is_destination(struct slice s, size_t i)
{
	while (i > 0 && strchr(" \t\n", s.p[i - 1]) != NULL)
		i--;
	return i > 1 && s.p[i - 2] == ']' && (s.p[i - 1] == '(' || s.p[i - 1] == ':');
}

/* Whether HTML may begin at the byte. */
static bool
mdsafe_may_be_html(struct slice s, size_t i)
{
	char next = i + 1 < s.n ? s.p[i + 1] : ' ';

	return s.p[i] == '<' &&
	    ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || strchr("/!?", next) != NULL);
}

/*
 * Marks possible starts of HTML that md4c does not report as text; if all is true, every possible
 * start.  Parsers disagree on such bytes: some end a code fence earlier or later than md4c.
 */
static void
mdsafe_mark_hidden(struct mdsafe *m, bool all)
{
	size_t i;

	for (i = 0; i < m->text.n; i++)
		if (mdsafe_may_be_html(m->text, i) && (all || (!m->shown[i] && !mdsafe_is_destination(m->text, i))))
			mdsafe_mark(m, i);
}

/* Replaces the marked bytes by full stops and, in inline text, newlines by spaces. */
static void
mdsafe_blank(char *copy, struct slice text, bool is_inline, const bool *mask)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (mask[i])
			copy[i] = '.';
		else if (is_inline && (copy[i] == '\n' || copy[i] == '\r'))
			copy[i] = ' ';
}

int
md_mark_unsafe(struct slice text, bool is_inline, bool *mask)
{
	static const MD_PARSER parser = { .enter_block = mdsafe_enter_block,
		.leave_block = mdsafe_leave_block,
		.enter_span = mdsafe_enter_span,
		.leave_span = mdsafe_leave_span,
		.text = mdsafe_text };
	char *copy = xrealloc(slice_dup(text), text.n + 2, 1);
	struct mdsafe m = { .text = { copy, text.n }, .mask = mask, .found = 1 };
	int status = text.n > UINT32_MAX / 2 ? -1 : 0;
	size_t pass;

	copy[text.n] = '\n';     /* some HTML ends only at a newline */
	copy[text.n + 1] = '\0'; /* md4c 0.4.8 reads a byte after the text */
	m.shown = xcalloc(text.n, sizeof(*m.shown));
	for (pass = 1; status == 0 && m.found > 0; pass++) {
		m.found = m.blocks = 0;
		m.limit = link_limit(text.n);
		memset(m.shown, 0, text.n);
		mdsafe_blank(copy, text, is_inline, mask);
		status = md_parse(copy, (MD_SIZE)text.n + 1, &parser, &m);
		mdsafe_mark_hidden(&m, pass == MDSAFE_PASSES);
		if (is_inline && (m.blocks != 1 || !m.is_paragraph))
			mdsafe_mark(&m, 0);
	}
	free(m.shown);
	free(copy);
	return status == 0 ? 0 : link_limit_fail(&m.limit);
}

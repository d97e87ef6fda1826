/* CommonMark as events, by md4c.  Raw HTML is disabled and arrives as text. */
#include <md4c-html.h>
#include <md4c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "markup/commonmark.h"
#include "markup/linklimit.h"

/* Nesting depth of lists that are numbered correctly; deeper lists share the numbers of the last. */
enum { COMMONMARK_DEPTH = 64 };

struct commonmark {
	const struct md_handler *h;
	void *arg;
	bool sentinel; /* the next character is the full stop of commonmark_inline() */
	bool is_inline;
	int depth;                  /* of lists */
	int next[COMMONMARK_DEPTH]; /* the number of the next item of each; -1 for a bullet */
	struct buf where, entity;
	struct md_node *span; /* the open ones, the outermost first; each owns its address */
	size_t nspan, cap;
	struct link_limit limit;
};

static void
commonmark_append(const MD_CHAR *text, MD_SIZE n, void *b)
{
	buf_append(b, text, n);
}

/* md4c exposes its table of entities only through its HTML renderer. */
struct slice
entity_text(struct slice entity, struct buf *b)
{
	static const struct {
		const char *html, *text;
	} special[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" } };
	struct slice s;
	size_t i;

	b->n = 0;
	if (md_html(entity.p, (MD_SIZE)entity.n, commonmark_append, b, 0, 0) != 0)
		return entity;
	s = buf_slice(b); /* <p>...</p> and a newline */
	if (s.n < 8)
		return entity;
	s = (struct slice){ s.p + 3, s.n - 8 };
	for (i = 0; i < sizeof(special) / sizeof(*special); i++)
		if (slice_eq(s, slice_of(special[i].html)))
			return slice_of(special[i].text);
	return *s.p == '&' ? entity : s; /* an unknown entity is text */
}

/* The address of a link, or the language of a code block, decoded.  Borrows m->where. */
static struct slice
commonmark_attribute(struct commonmark *m, const MD_ATTRIBUTE *a)
{
	size_t i;

	m->where.n = 0;
	for (i = 0; a->text != NULL && a->substr_offsets[i] < a->size; i++) {
		MD_OFFSET from = a->substr_offsets[i], to = a->substr_offsets[i + 1];
		struct slice s = { a->text + from, to - from };

		if (a->substr_types[i] == MD_TEXT_ENTITY)
			s = entity_text(s, &m->entity);
		buf_append(&m->where, s.p, s.n);
	}
	return buf_slice(&m->where);
}

/* The number of the next item of the innermost list. */
static int *
commonmark_number(struct commonmark *m)
{
	int i = m->depth < COMMONMARK_DEPTH ? m->depth : COMMONMARK_DEPTH;

	return &m->next[i > 0 ? i - 1 : 0];
}

/* Converts a block of md4c; false if it is not reported. */
static bool
commonmark_block(struct commonmark *m, MD_BLOCKTYPE type, void *detail, struct md_node *node)
{
	switch (type) {
	case MD_BLOCK_P:
		node->kind = MD_PARAGRAPH;
		return !m->is_inline;
	case MD_BLOCK_H:
		node->kind = MD_HEADING;
		node->number = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
		return true;
	case MD_BLOCK_QUOTE:
		node->kind = MD_QUOTE;
		return true;
	case MD_BLOCK_UL:
		node->kind = MD_LIST;
		node->number = -1;
		node->tight = ((MD_BLOCK_UL_DETAIL *)detail)->is_tight != 0;
		return true;
	case MD_BLOCK_OL:
		node->kind = MD_LIST;
		node->number = (int)((MD_BLOCK_OL_DETAIL *)detail)->start;
		node->tight = ((MD_BLOCK_OL_DETAIL *)detail)->is_tight != 0;
		return true;
	case MD_BLOCK_LI:
		node->kind = MD_ITEM;
		node->number = *commonmark_number(m);
		return true;
	case MD_BLOCK_CODE:
		node->kind = MD_CODE_BLOCK;
		node->where = commonmark_attribute(m, &((MD_BLOCK_CODE_DETAIL *)detail)->lang);
		return true;
	case MD_BLOCK_HR:
		node->kind = MD_RULE;
		return true;
	default:
		return false;
	}
}

static int
commonmark_enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct commonmark *m = arg;
	struct md_node node = { 0 };

	if (!commonmark_block(m, type, detail, &node))
		return 0;
	if (node.kind == MD_LIST) {
		m->depth++;
		*commonmark_number(m) = node.number;
	}
	m->h->enter(m->arg, &node);
	return 0;
}

/* Closes the open spans except the n outermost ones. */
static void
commonmark_close_spans(struct commonmark *m, size_t n)
{
	while (m->nspan > n) {
		struct md_node node = m->span[--m->nspan];

		m->h->leave(m->arg, &node);
		slice_free(node.where);
	}
}

static int
commonmark_leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct commonmark *m = arg;
	struct md_node node = { 0 };

	commonmark_close_spans(m, 0);
	if (!commonmark_block(m, type, detail, &node))
		return 0;
	m->h->leave(m->arg, &node);
	if (node.kind == MD_LIST)
		m->depth--;
	else if (node.kind == MD_ITEM && *commonmark_number(m) >= 0)
		++*commonmark_number(m);
	return 0;
}

/* Converts a span of md4c; false if it is not reported. */
static bool
commonmark_span(struct commonmark *m, MD_SPANTYPE type, void *detail, struct md_node *node)
{
	switch (type) {
	case MD_SPAN_EM:
		node->kind = MD_EMPHASIS;
		return true;
	case MD_SPAN_STRONG:
		node->kind = MD_STRONG;
		return true;
	case MD_SPAN_CODE:
		node->kind = MD_CODE;
		return true;
	case MD_SPAN_A:
		node->kind = MD_LINK;
		node->where = commonmark_attribute(m, &((MD_SPAN_A_DETAIL *)detail)->href);
		return true;
	case MD_SPAN_IMG:
		node->kind = MD_IMAGE;
		node->where = commonmark_attribute(m, &((MD_SPAN_IMG_DETAIL *)detail)->src);
		return true;
	default:
		return false;
	}
}

static int
commonmark_enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct commonmark *m = arg;
	struct md_node node = { 0 };

	if (link_limit_enter(&m->limit, type, detail) == -1)
		return -1;
	if (!commonmark_span(m, type, detail, &node))
		return 0;
	m->h->enter(m->arg, &node);
	m->span = array_grow(m->span, m->nspan, &m->cap, sizeof(*m->span));
	node.where.p = slice_dup(node.where);
	m->span[m->nspan++] = node;
	return 0;
}

/*
 * md4c 0.4.8 may leave a span while an inner one is open, or never leave it; the events reported are
 * properly nested.
 */
static int
commonmark_leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct commonmark *m = arg;
	struct md_node node = { 0 };
	size_t i;

	if (!commonmark_span(m, type, detail, &node))
		return 0;
	for (i = m->nspan; i > 0 && m->span[i - 1].kind != node.kind; i--)
		;
	if (i > 0)
		commonmark_close_spans(m, i - 1);
	return 0;
}

static int
commonmark_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *arg)
{
	struct commonmark *m = arg;
	struct slice s = { p, n };

	if (m->sentinel && n > 0) {
		m->sentinel = false;
		s.p++;
		s.n--;
	}
	switch (type) {
	case MD_TEXT_BR:
	case MD_TEXT_SOFTBR:
		m->h->newline(m->arg, type == MD_TEXT_BR);
		return 0;
	case MD_TEXT_ENTITY:
		s = entity_text(s, &m->entity);
		break;
	default:
		break;
	}
	if (s.n > 0)
		m->h->text(m->arg, s);
	return 0;
}

/*
 * Appends inline text so that md4c parses it as one paragraph: after a full stop, which
 * commonmark_text() removes, and on one line.  "1. What?" is a question, not a list.
 */
static void
commonmark_inline(struct slice text, struct buf *b)
{
	size_t i;

	buf_byte(b, '.');
	for (i = 0; i < text.n; i++)
		buf_byte(b, text.p[i] == '\n' || text.p[i] == '\r' ? ' ' : text.p[i]);
}

int
markdown(struct slice text, bool is_inline, const struct md_handler *h, void *arg)
{
	static const MD_PARSER parser = { .flags = MD_FLAG_NOHTML,
		.enter_block = commonmark_enter_block,
		.leave_block = commonmark_leave_block,
		.enter_span = commonmark_enter_span,
		.leave_span = commonmark_leave_span,
		.text = commonmark_text };
	struct commonmark m = { .h = h, .arg = arg, .sentinel = is_inline, .is_inline = is_inline };
	struct buf valid = { 0 }, copy = { 0 };
	int status;

	text = utf8_replace_invalid(text, &valid);
	m.limit = link_limit(text.n);
	if (is_inline)
		commonmark_inline(text, &copy);
	else
		buf_append(&copy, text.p, text.n);
	/* md4c 0.4.8 reads a byte after the text: the NUL of buf_cstr(). */
	status = copy.n > UINT32_MAX / 2 ? -1 : md_parse(buf_cstr(&copy), (MD_SIZE)copy.n, &parser, &m);
	buf_free(&valid);
	buf_free(&copy);
	commonmark_close_spans(&m, 0);
	free(m.span);
	buf_free(&m.where);
	buf_free(&m.entity);
	return status == 0 ? 0 : link_limit_fail(&m.limit);
}

bool
link_is_external(struct slice address)
{
	static const char *const scheme[] = { "https://", "http://", "mailto:" };
	size_t i;

	for (i = 0; i < sizeof(scheme) / sizeof(*scheme); i++)
		if (address.n > strlen(scheme[i]) && strncasecmp(address.p, scheme[i], strlen(scheme[i])) == 0)
			return true;
	return false;
}

void
link_encode(struct slice address, const char *unsafe, struct buf *b)
{
	size_t i;

	for (i = 0; i < address.n; i++) {
		unsigned char c = (unsigned char)address.p[i];

		if (c <= ' ' || c >= 0x7f || strchr(unsafe, c) != NULL)
			buf_printf(b, "%%%02X", c);
		else
			buf_byte(b, (char)c);
	}
}

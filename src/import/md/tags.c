/* HTML tags among the text of Markdown, as CommonMark. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/md/scan.h"
#include "import/md/tags.h"

struct tag {
	struct slice name, attributes;
	bool close;
	size_t n; /* its length */
};

/* Elements that become CommonMark around their text. */
static const char *const around[][2] = { { "b", "**" }, { "strong", "**" }, { "i", "*" }, { "em", "*" },
	{ "code", "`" }, { "kbd", "`" }, { "samp", "`" }, { "tt", "`" } };

/* Elements of which only the text is kept. */
static const char *const removed[] = { "p", "div", "span", "font", "center", "u", "small", "big", "mark", "ins", "del",
	"s", "strike", "section", "article", "abbr", "details", "summary", "hr", "b", "strong", "i", "em", "code",
	"kbd", "samp", "tt", "a", "sub", "sup", "table", "thead", "tbody", "tr", "td", "th", "ul", "ol", "li", "dl",
	"dt", "dd", "blockquote", "pre", "picture", "source", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5",
	"h6", "main", "header", "footer", "nav", "aside", "br", "img" };

static const char *const blocks[] = { "table", "ul", "ol", "dl", "pre", "blockquote" };

enum {
	TAG_BYTES = 1000,    /* a longer tag is text */
	ELEMENT_BYTES = 2000 /* an end tag that is farther away is not found */
};

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static bool
tags_name_is(struct slice name, const char *what)
{
	size_t i;

	if (name.n != strlen(what))
		return false;
	for (i = 0; i < name.n && ascii_lower(name.p[i]) == what[i]; i++)
		;
	return i == name.n;
}

/* Reads a tag at the start of s, on one line; false if there is none. */
static bool
tags_parse(struct slice s, struct tag *t)
{
	size_t i = 1, from;
	char quote = 0;

	if (s.n < 3 || *s.p != '<')
		return false;
	*t = (struct tag){ .close = s.p[1] == '/' };
	i += t->close;
	from = i;
	while (
	    i < s.n && ((ascii_lower(s.p[i]) >= 'a' && ascii_lower(s.p[i]) <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9')))
		i++;
	t->name = (struct slice){ s.p + from, i - from };
	if (t->name.n == 0 || i == s.n || strchr("> /\t", s.p[i]) == NULL)
		return false;
	if (s.n > TAG_BYTES)
		s.n = TAG_BYTES;
	for (from = i; i < s.n && (quote != 0 || s.p[i] != '>'); i++)
		if (quote != 0)
			quote = s.p[i] == quote ? 0 : quote;
		else if (s.p[i] == '"' || s.p[i] == '\'')
			quote = s.p[i];
	if (i == s.n)
		return false;
	t->attributes = (struct slice){ s.p + from, i - from };
	t->n = i + 1;
	return true;
}

/* The value of an attribute, or an empty slice. */
static struct slice
tags_attribute(const struct tag *t, const char *name)
{
	struct slice s = t->attributes, value = { NULL, 0 };
	const char *at, *end;

	while ((at = scan_find(s, name)) != NULL) {
		s = slice_skip(s, (size_t)(at - s.p) + strlen(name));
		if (at > t->attributes.p && strchr(" \t\"'", at[-1]) != NULL && s.n > 1 && *s.p == '=')
			break;
	}
	if (at == NULL)
		return value;
	s = slice_skip(s, 1);
	if (*s.p == '"' || *s.p == '\'') {
		end = memchr(s.p + 1, *s.p, s.n - 1);
		return end != NULL ? (struct slice){ s.p + 1, (size_t)(end - s.p) - 1 } : value;
	}
	for (value = s, value.n = 0; value.n < s.n && !ascii_is_space(value.p[value.n]); value.n++)
		;
	return value;
}

/* Where the element's end tag begins in the text after its start tag, or NULL. */
static const char *
tags_end(struct slice s, struct slice name)
{
	const char *p;
	struct tag t;

	if (s.n > ELEMENT_BYTES)
		s.n = ELEMENT_BYTES;
	while ((p = scan_find(s, "</")) != NULL) {
		s = slice_skip(s, (size_t)(p - s.p));
		if (tags_parse(s, &t) && t.name.n == name.n && strncmp(t.name.p, name.p, name.n) == 0)
			return p;
		s = slice_skip(s, 2);
	}
	return NULL;
}

static void
tags_image(const struct tag *t, struct buf *b)
{
	struct slice src = tags_attribute(t, "src"), alt = tags_attribute(t, "alt");

	if (src.n == 0)
		return;
	buf_str(b, "![");
	buf_append(b, alt.p, alt.n);
	buf_str(b, "](");
	buf_append(b, src.p, src.n);
	buf_byte(b, ')');
}

/* Appends an element that ends on the line, in this case its length; 0 if it does not or is another one. */
static size_t
tags_element(struct slice s, const struct tag *t, bool in_table, struct buf *b)
{
	struct slice rest = slice_skip(s, t->n), in, href;
	const char *end = t->close ? NULL : tags_end(rest, t->name);
	size_t i, n;

	if (end == NULL)
		return 0;
	n = (size_t)(end - s.p) + t->name.n + 3;
	in = slice_trim((struct slice){ rest.p, (size_t)(end - rest.p) });
	for (i = 0; i < COUNT(around); i++) {
		if (!tags_name_is(t->name, around[i][0]))
			continue;
		if (in.n == 0 || slice_starts(in, around[i][1]))
			return 0;
		buf_str(b, around[i][1]);
		if (*around[i][1] == '`')
			buf_append(b, in.p, in.n);
		else
			tags_line(in, in_table, b);
		buf_str(b, around[i][1]);
		return n;
	}
	if (tags_name_is(t->name, "a") && (href = tags_attribute(t, "href")).n > 0) {
		if (in.n == 0)
			return n;
		buf_byte(b, '[');
		tags_line(in, in_table, b);
		buf_str(b, "](");
		buf_append(b, href.p, href.n);
		buf_byte(b, ')');
		return n;
	}
	if (tags_name_is(t->name, "sup") && in.n > 0)
		buf_byte(b, '^');
	return 0;
}

/* Appends the tag at s as CommonMark, and returns the length of what that is; 0 if it is text. */
static size_t
tags_one(struct slice s, bool in_table, struct buf *b)
{
	struct tag t;
	size_t n, i;

	if (!tags_parse(s, &t))
		return 0;
	if ((n = tags_element(s, &t, in_table, b)) > 0)
		return n;
	if (tags_name_is(t.name, "img"))
		tags_image(&t, b);
	if (tags_name_is(t.name, "br") && slice_trim_ws(slice_skip(s, t.n)).n > 0 && b->n > 0)
		buf_str(b, in_table ? " " : "\\\n");
	for (i = 0; i < COUNT(removed); i++)
		if (tags_name_is(t.name, removed[i]))
			return t.n;
	return 0;
}

/* The length of a code span at the start of s, which begins with a backtick; of its backticks if it is not closed. */
static size_t
tags_code(struct slice s)
{
	size_t n = 0, i, k;

	while (n < s.n && s.p[n] == '`')
		n++;
	for (i = n; i<s.n; i += k> 0 ? k : 1) {
		for (k = 0; i + k < s.n && s.p[i + k] == '`'; k++)
			;
		if (k == n)
			return i + k;
	}
	return n;
}

void
tags_line(struct slice line, bool in_table, struct buf *b)
{
	while (line.n > 0) {
		size_t n = 0;

		if (*line.p == '<')
			n = tags_one(line, in_table, b);
		if (n == 0) {
			n = *line.p == '`' ? tags_code(line) : *line.p == '\\' && line.n > 1 ? 2 : 1;
			buf_append(b, line.p, n);
		}
		line = slice_skip(line, n);
	}
}

bool
tags_is_navigation(struct slice s)
{
	const char *close;

	s = slice_trim_ws(s);
	while (s.n > 0 && strchr(" *_>(|", *s.p) != NULL)
		s = slice_skip(s, 1);
	while (s.n > 0 && strchr(" *_|", s.p[s.n - 1]) != NULL)
		s.n--;
	if (s.n < 4 || *s.p != '[' || s.p[s.n - 1] != ')' || (close = scan_find(s, "](")) == NULL)
		return false;
	return close[2] == '#' && memchr(close, ')', (size_t)(s.p + s.n - close)) == s.p + s.n - 1;
}

const char *
tags_block(struct slice line)
{
	struct tag t;
	size_t i;

	line = slice_trim_ws(line);
	if (!tags_parse(line, &t) || t.close)
		return NULL;
	for (i = 0; i < COUNT(blocks); i++)
		if (tags_name_is(t.name, blocks[i]))
			return blocks[i];
	return NULL;
}

int
tags_depth(struct slice line, const char *name)
{
	int depth = 0;
	struct tag t;

	for (; line.n > 0; line = slice_skip(line, 1))
		if (*line.p == '<' && tags_parse(line, &t) && tags_name_is(t.name, name))
			depth += t.close ? -1 : 1;
	return depth;
}

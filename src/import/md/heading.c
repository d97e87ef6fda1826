/* A heading of a Markdown file, which gives the topic and tags of the questions after it. */
#include <stdbool.h>
#include <strings.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/md/heading.h"
#include "markup/commonmark.h"

static void
heading_add_text(void *arg, struct slice text)
{
	buf_append(arg, text.p, text.n);
}

static void
heading_add_newline(void *arg, bool hard)
{
	(void)hard;
	buf_byte(arg, ' ');
}

static void
heading_ignore_node(void *arg, const struct md_node *node)
{
	(void)arg;
	(void)node;
}

bool
heading_is_atx(struct slice line)
{
	size_t i = 0;

	line = slice_trim_ws(line);
	while (i < line.n && line.p[i] == '#')
		i++;
	return i > 0 && i <= 6 && (i == line.n || line.p[i] == ' ' || line.p[i] == '\t');
}

struct slice
heading_source(struct slice line)
{
	struct slice s = slice_trim_ws(line);
	size_t n;

	if (!heading_is_atx(line))
		return s;
	while (s.n > 0 && *s.p == '#')
		s = slice_skip(s, 1);
	s = slice_trim(s);
	/* The # at the end, which are not part of the text unless a backslash precedes them. */
	for (n = s.n; n > 0 && s.p[n - 1] == '#'; n--)
		;
	if (n == 0 || (n < s.n && (s.p[n - 1] == ' ' || s.p[n - 1] == '\t')))
		s.n = n;
	return slice_trim(s);
}

/* s without leading emoji and the spaces around them. */
static struct slice
heading_skip_symbols(struct slice s)
{
	struct slice rest;

	for (s = slice_trim(s), rest = s; rest.n > 0 && utf8_is_symbol(utf8_next(&rest));
	     s = slice_trim(rest), rest = s)
		;
	return s;
}

/* s without leading emoji and number. */
static struct slice
heading_skip_ornaments(struct slice s)
{
	size_t i;

	s = heading_skip_symbols(s);
	for (i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		;
	if (i > 0 && i + 1 < s.n && (s.p[i] == '.' || s.p[i] == ')') && s.p[i + 1] == ' ')
		s = heading_skip_symbols(slice_skip(s, i + 1));
	return s;
}

int
heading_parse(struct slice source, struct buf *topic, struct buf *tags)
{
	static const struct md_handler handler = { heading_ignore_node, heading_ignore_node, heading_add_text,
		heading_add_newline };
	static const char important[] = "(very important!)", bonus[] = "bonus:";
	struct buf text = { 0 };
	struct slice s;
	int status = markdown(source, true, &handler, &text);
	const size_t ni = sizeof(important) - 1, nb = sizeof(bonus) - 1;

	s = heading_skip_ornaments(buf_slice(&text));
	if (s.n > ni && strncasecmp(s.p + s.n - ni, important, ni) == 0) {
		buf_str(tags, "important");
		s = slice_trim((struct slice){ s.p, s.n - ni });
	}
	if (s.n > nb && strncasecmp(s.p, bonus, nb) == 0) {
		buf_str(tags, tags->n > 0 ? ",bonus" : "bonus");
		s = slice_trim(slice_skip(s, nb));
	}
	buf_append(topic, s.p, s.n);
	buf_free(&text);
	return status;
}

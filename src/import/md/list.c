/*
 * Markdown whose list items are the questions: the rest of an item is its answer, headings are
 * topics.  A native export has a comment that names its columns, and is restored byte for byte.
 * Whatever is not read is reported: account_rest() looks at every line.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/keys.h"
#include "import/md/account.h"
#include "import/md/body.h"
#include "import/md/comment.h"
#include "import/md/heading.h"
#include "import/md/item.h"
#include "import/md/itemparts.h"
#include "import/md/list.h"
#include "import/md/native.h"
#include "import/md/outline.h"
#include "import/md/prompt.h"
#include "import/md/questions.h"
#include "import/md/tags.h"
#include "import/metadata.h"
#include "markup/mdtext.h"
#include "tsv/file.h"

struct list {
	struct questions *q;
	struct import *im; /* the same as q->im */
	const char *operand;
	struct outline o;
	struct keys keys;
	struct buf topic, tags; /* of the current heading */
	const char *level;      /* of the current heading, or NULL */
	size_t heading;         /* its line while it has no question; or NO_LINE */
	bool in_answers;        /* in the answers at the end of a native export */
	struct native_numbers numbers;
};

static void
list_set(const struct list *m, size_t row, const char *name, struct slice text)
{
	if (text.n > 0)
		import_set(m->im, row, slice_of(name), text);
}

/* Sets a column from the metadata of an item.  Its tags follow those of the heading. */
static void
list_set_metadata(const struct list *m, size_t row, struct slice name, struct slice value)
{
	struct buf tags = { 0 };

	if (value.n == 0)
		return;
	if (!m->o.native && m->tags.n > 0 && slice_eq(name, slice_of("tags"))) {
		buf_append(&tags, m->tags.p, m->tags.n);
		buf_byte(&tags, ',');
		buf_append(&tags, value.p, value.n);
		value = buf_slice(&tags);
	}
	import_set(m->im, row, name, value);
	buf_free(&tags);
}

static void
list_add_record(struct list *m, struct item *it, size_t number)
{
	size_t row = import_add_row(m->im, m->operand, it->first + 1, number), i;
	const struct body_source src = { .im = m->im,
		.keys = &m->keys,
		.lineno = it->first + 2,
		.keep_comments = true,
		.relative = &m->q->relative };
	const char *level = NULL;
	bool has_id = false;

	native_number(&m->numbers, number, row);
	m->heading = NO_LINE;
	if (!m->o.native) {
		level = item_take_level(m->im, it, m->q->stars);
		item_split_parts(&src, it, &it->choices);
	}
	list_set(m, row, "level", slice_of(level != NULL ? level : m->level != NULL ? m->level : ""));
	list_set(m, row, "topic", buf_slice(&m->topic));
	list_set(m, row, "tags", buf_slice(&m->tags));
	list_set(m, row, "question", buf_slice(&it->question));
	list_set(m, row, "answer", buf_slice(&it->answer));
	for (i = 0; i < it->metadata.n; i++) {
		struct slice key = map_key(it->metadata.names, i), value = buf_slice(&it->metadata.value[i]);

		has_id |= value.n > 0 && slice_eq(key, slice_of("id"));
		list_set_metadata(m, row, key, value);
	}
	import_set_choices(m->im, row, it->first + 1, buf_slice(&it->choices), false);
	if (m->keys.has_id && !has_id)
		keys_missing_id(m->im, it->first + 1);
	questions_count(&m->q->found, buf_slice(&it->question), it->answer.n > 0 || it->choices.n > 0);
}

/* ---- Parts ---- */

static void
list_read_answer(struct list *m, const struct item_source *src, struct item *it)
{
	size_t row = 0, lineno = it->first + 1;

	if (!item_deferred_answer(src, it)) {
		import_error(m->im, lineno, "answer without its comment '<!-- answer -->'");
		return;
	}
	if (!native_answer(m->im, &m->numbers, it, &row))
		return;
	import_set_choices(m->im, row, lineno, buf_slice(&it->choices), false);
	list_set(m, row, "answer", buf_slice(&it->answer));
}

static void
list_read_item(struct list *m, size_t i)
{
	const struct item_source src = { m->im, &m->o, &m->keys };
	struct item it;

	if (!item_find(&m->o, i, &it)) {
		account_skip_part(m->im, &m->o, i, "item without a question");
	} else if (m->in_answers) {
		outline_use(&m->o, it.first, it.last);
		list_read_answer(m, &src, &it);
	} else {
		item_split(&src, i, &it);
		if (!m->o.native && tags_is_navigation(buf_slice(&it.question))) {
			account_skip(m->im, &m->o, it.first, it.last, "link of a table of contents");
		} else if (!m->o.native && it.question.n == 0) {
			account_skip(m->im, &m->o, it.first, it.last, "item without a question");
		} else {
			outline_use(&m->o, it.first, it.last);
			list_add_record(m, &it, m->o.native ? it.number : m->o.part[i].number);
		}
	}
	item_free(&it);
}

/* Reports the current heading if no question follows it. */
static void
list_end_heading(const struct list *m)
{
	if (m->heading != NO_LINE)
		import_skipped(m->im, m->heading + 1, "heading without questions", buf_slice(&m->topic));
}

/* Appends the text of a heading: several lines if it is underlined. */
static void
list_heading_text(struct list *m, const struct md_part *p, struct buf *source)
{
	bool atx = heading_is_atx(m->o.line[p->first]);
	size_t i;

	for (i = p->first; i <= p->last; i++) {
		struct slice s = atx ? heading_source(m->o.line[i]) : slice_trim_ws(m->o.line[i]);

		if (i > p->first)
			buf_byte(source, ' ');
		buf_append(source, s.p, s.n);
	}
	outline_use(&m->o, p->first, atx ? p->last : p->last + 1);
}

static int
list_read_heading(struct list *m, const struct md_part *p)
{
	struct buf source = { 0 };
	int status = 0;

	if (p->first != NO_LINE)
		list_heading_text(m, p, &source);
	m->level = m->o.native || source.n == 0 ? NULL : prompt_level(buf_slice(&source));
	if (m->level != NULL) {
		buf_free(&source);
		return 0; /* the topic stays */
	}
	list_end_heading(m);
	m->topic.n = m->tags.n = 0;
	m->heading = p->first;
	if (p->first == NO_LINE)
		return 0;
	if (!m->o.native)
		status = heading_parse(buf_slice(&source), &m->topic, &m->tags);
	else if (slice_eq(buf_slice(&source), slice_of("<!-- none -->")))
		m->heading = NO_LINE;
	else
		md_unescape(buf_slice(&source), &m->topic);
	buf_free(&source);
	return status;
}

/* Reads a comment of the layout; false if it is another one. */
static bool
list_read_layout(struct list *m, struct slice body)
{
	struct slice list;

	if (native_columns(body, &list)) {
		keys_add_list(&m->keys, m->im, list);
		m->in_answers = false;
		native_free(&m->numbers); /* it may be a second export in the file */
	} else if (slice_eq(slice_trim_ws(body), slice_of("answers"))) {
		m->in_answers = true;
	} else {
		return false;
	}
	m->heading = NO_LINE; /* the title, or that of the answers */
	m->topic.n = 0;
	return true;
}

/*
 * Reads a comment that begins a line of a part outside of any question, a native export.  Returns
 * the last line of the comment, or NO_LINE if it is not closed.
 */
static size_t
list_read_comment(struct list *m, size_t part, size_t comment)
{
	const char *at = m->o.comment[comment], *end = m->o.text.p + m->o.text.n;
	size_t line = outline_line(&m->o, at), last, n;
	struct slice body, after;

	n = md_comment_split((struct slice){ at, (size_t)(end - at) }, &body);
	last = n > 0 ? outline_line(&m->o, at + n - 1) : NO_LINE;
	if (n == 0 || last > m->o.part[part].last) {
		import_error(m->im, line + 1, "comment without '-->'");
		return NO_LINE;
	}
	after = slice_trim_ws(slice_skip(m->o.line[last], (size_t)(at + n - m->o.line[last].p)));
	if (!list_read_layout(m, body)) {
		if (slice_trim_ws(body).n > 0 && md_comment_classify(&m->keys, body) != MD_COMMENT_TEXT)
			import_error(m->im, line + 1, "metadata that is not directly below a question");
		account_skip(m->im, &m->o, line, last, "comment");
	} else if (after.n > 0) {
		import_skipped(m->im, last + 1, "text after a comment", after);
	}
	outline_use(&m->o, line, last);
	return last;
}

/* Reads HTML outside of any question, in a native export. */
static void
list_read_native_html(struct list *m, size_t i)
{
	const struct md_part *p = &m->o.part[i];
	size_t line = p->first, comment;

	while (line <= p->last) {
		comment = outline_comment(&m->o, line);
		if (comment == m->o.comments || outline_line(&m->o, m->o.comment[comment]) != line)
			break;
		line = list_read_comment(m, i, comment);
		if (line == NO_LINE)
			line = p->first;
		else if (line++ < p->last)
			continue;
		else
			return;
		break;
	}
	account_skip(m->im, &m->o, line, p->last, p->what);
}

/* Skips a part outside of any question.  In a native export, metadata in it is an error. */
static void
list_skip_part(struct list *m, size_t i)
{
	const struct md_part *p = &m->o.part[i];
	size_t comment = p->first != NO_LINE ? outline_comment(&m->o, p->first) : m->o.comments;
	const char *what = m->o.native ? "text outside any question" : p->what, *end = m->o.text.p + m->o.text.n;
	struct slice body;

	if (!m->o.native && p->kind == MD_PART_HTML && comment < m->o.comments &&
	    outline_line(&m->o, m->o.comment[comment]) == p->first)
		what = "comment";
	for (; comment < m->o.comments; comment++) {
		const char *at = m->o.comment[comment];

		if (outline_line(&m->o, at) > p->last)
			break;
		if (md_comment_split((struct slice){ at, (size_t)(end - at) }, &body) == 0 ||
		    slice_trim_ws(body).n == 0 || md_comment_classify(&m->keys, body) == MD_COMMENT_TEXT)
			continue;
		if (m->o.native)
			import_error(
			    m->im, outline_line(&m->o, at) + 1, "metadata that is not directly below a question");
		else
			what = "metadata comment outside any question";
	}
	account_skip_part(m->im, &m->o, i, what);
}

static int
list_read_part(struct list *m, size_t i)
{
	const struct md_part *p = &m->o.part[i];

	switch (p->kind) {
	case MD_PART_HEADING:
		return list_read_heading(m, p);
	case MD_PART_ITEM:
		list_read_item(m, i);
		break;
	case MD_PART_HTML:
		if (m->o.native && p->first != NO_LINE)
			list_read_native_html(m, i);
		else
			list_skip_part(m, i);
		break;
	case MD_PART_CODE:
	case MD_PART_OTHER:
		list_skip_part(m, i);
		break;
	}
	return 0;
}

/* ---- The file ---- */

int
list_read(struct questions *q, struct slice text, struct slice title, bool native)
{
	struct list m = { .q = q, .im = q->im, .operand = q->operand, .heading = NO_LINE };
	int status = 0;
	size_t i;

	buf_append(&m.topic, title.p, title.n);
	if (outline_parse(&m.o, text, native) == -1)
		status = fail("%s: %s", file_name(m.operand), failure());
	for (i = 0; status == 0 && i < m.o.n; i++)
		status = list_read_part(&m, i);
	if (status == 0) {
		list_end_heading(&m);
		account_rest(m.im, &m.o);
	}
	outline_free(&m.o);
	keys_free(&m.keys);
	native_free(&m.numbers);
	buf_free(&m.topic);
	buf_free(&m.tags);
	return status;
}

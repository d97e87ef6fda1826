/*
 * GIFT, which Moodle imports: essay questions, a category a topic, model answers as
 * general feedback.  Comments have the id and the tags as Moodle reads them, and
 * the other columns as notes for qb-import.
 */
#include <stdbool.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/out.h"
#include "base/slice.h"
#include "format/format.h"
#include "format/job.h"
#include "markup/charref.h"
#include "markup/meta.h"

static struct buf topic, text, encoded, line, notes;

/* Adds the text with what GIFT gives a meaning behind a backslash. */
static void
add_text(struct slice s, const struct charref_set *refs)
{
	size_t i;

	encoded.n = 0;
	charref_encode(refs, s, NULL, &encoded);
	for (i = 0; i < encoded.n; i++) {
		char c = encoded.p[i];

		if (c == '\n') {
			buf_str(&line, "\\n");
			continue;
		}
		/* The # of a reference is escaped as any other. */
		if (strchr("\\~=#{}:", c) != NULL)
			buf_byte(&line, '\\');
		buf_byte(&line, c);
	}
}

/* A text of a question, as CommonMark; nothing where it is empty. */
static void
add_markdown(const char *before, struct slice s)
{
	if (s.n == 0)
		return;
	buf_str(&line, before);
	buf_str(&line, "[markdown]");
	add_text(s, &charref_gift);
}

/*
 * The topic as a category, in whose path a slash is doubled.  A context, as in
 * `$course$`, and the name that stands for no topic are not taken for what they
 * look like.
 */
static void
put_category(const struct job *j, struct slice s)
{
	bool first[] = { true };
	size_t i, from;

	line.n = 0;
	from = s.n > 0 && (s.p[0] == '$' || (s.n == 1 && s.p[0] == '-'));
	if (from == 1)
		charref_encode(&charref_category, (struct slice){ s.p, 1 }, first, &line);
	charref_encode(&charref_category, slice_skip(s, from), NULL, &line);
	out_str(j->out, "\n$CATEGORY: ");
	for (i = 0; i < line.n; i++) {
		if (line.p[i] == '/')
			out_byte(j->out, '/');
		out_byte(j->out, line.p[i]);
	}
	out_str(j->out, s.n == 0 ? "-\n" : "\n");
}

/* Whether Moodle takes the text in brackets as it is. */
static bool
is_plain(struct slice s)
{
	size_t i;

	if (s.n == 0 || s.p[0] == ' ' || s.p[s.n - 1] == ' ')
		return false;
	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f || strchr("[]\\<>`", s.p[i]) != NULL)
			return false;
	return true;
}

/* Whether the id or the tags can stand in the brackets alone. */
static bool
in_brackets(const struct job *j, size_t col, struct slice s)
{
	struct slice tag;

	if (col == j->id)
		return is_plain(s);
	if (col != j->tags || s.n == 0)
		return false;
	while (slice_next(&s, ',', &tag))
		if (!is_plain(tag))
			return false;
	return true;
}

static void
put_label(const char *name, struct slice value)
{
	buf_printf(&line, " [%s:", name);
	buf_append(&line, value.p, value.n);
	buf_byte(&line, ']');
}

static void
add_brackets(const struct job *j, size_t col, struct slice s)
{
	struct slice tag;

	if (col == j->id) {
		put_label("id", s);
		return;
	}
	while (slice_next(&s, ',', &tag))
		put_label("tag", tag);
}

/* The comments above a question. */
static void
put_comments(const struct job *j, const struct record *r)
{
	const struct header *h = bank_header(j->bank);
	struct slice rest, note;
	size_t i;

	line.n = notes.n = 0;
	for (i = 0; i < h->n; i++) {
		struct slice s = record_text(r, i, &text);

		if (i == j->topic || i == j->question || i == j->answer || !job_shows(j, i))
			continue;
		if (in_brackets(j, i, s))
			add_brackets(j, i, s);
		else
			meta_encode(&charref_gift_meta, h->name[i], s, &notes);
	}
	if (line.n > 0)
		out_printf(j->out, "//%s\n", buf_cstr(&line));
	rest = buf_slice(&notes);
	while (rest.n > 0 && slice_next(&rest, '\n', &note) && rest.p != NULL) {
		out_str(j->out, "// ");
		out_slice(j->out, note);
		out_byte(j->out, '\n');
	}
}

static int
gift_begin(void *state, struct job *j)
{
	(void)state;
	line.n = 0;
	job_columns(j, &line);
	if (j->title != NULL) {
		text.n = 0;
		/* A title like the line below stands further in, where it is not taken for that. */
		if (slice_starts(slice_of(j->title), "qb: "))
			buf_byte(&text, ' ');
		charref_encode(&charref_category, slice_of(j->title), NULL, &text);
		out_printf(j->out, "// %s\n", buf_cstr(&text));
	}
	out_printf(j->out, "// qb: %s\n", buf_cstr(&line));
	return 0;
}

static int
gift_record(void *state, struct job *j, struct record *r)
{
	struct slice id;

	(void)state;
	if (job_new_topic(j, r, &topic) && j->topic != NO_COLUMN && (j->count > 1 || topic.n > 0))
		put_category(j, buf_slice(&topic));
	out_byte(j->out, '\n');
	put_comments(j, r);
	line.n = 0;
	id = job_text(r, j->id, &text);
	if (is_plain(id)) {
		buf_str(&line, "::");
		add_text(id, &charref_gift);
		buf_str(&line, "::");
	}
	add_markdown("", job_text(r, j->question, &text));
	buf_byte(&line, '{');
	if (j->answers != ANSWERS_NONE)
		add_markdown("####", job_text(r, j->answer, &text));
	buf_str(&line, "}\n");
	out_slice(j->out, buf_slice(&line));
	return 0;
}

static int
gift_end(void *state, struct job *j)
{
	(void)state;
	(void)j;
	buf_free(&topic);
	buf_free(&text);
	buf_free(&line);
	buf_free(&notes);
	buf_free(&encoded);
	return 0;
}

const struct format format_gift = {
	.name = "gift",
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.begin = gift_begin,
	.record = gift_record,
	.end = gift_end,
};

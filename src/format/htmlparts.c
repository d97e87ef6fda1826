/* Parts of a question in HTML: its title, its labels, the rest of it and its choices. */
#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/slice.h"
#include "format/choicelist.h"
#include "format/htmlparts.h"
#include "format/htmltext.h"
#include "format/job.h"
#include "markup/title.h"

void
html_anchor(struct buf *b, struct slice id)
{
	size_t i;

	buf_str(b, "q-");
	for (i = 0; i < id.n; i++) {
		unsigned char c = (unsigned char)id.p[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-')
			buf_byte(b, (char)c);
		else if (c == '_')
			buf_str(b, "__");
		else
			buf_printf(b, "_%02x", c);
	}
}

int
html_set_title(struct buf *b, struct title title)
{
	struct buf code = { 0 };
	int status;

	b->n = 0;
	status = html_markdown(b, title_inline(title, &code), 0);
	if (b->n == 0)
		buf_byte(b, '-');
	buf_free(&code);
	return status;
}

/* Appends a label; kind is read by screen readers, which cannot show its look. */
static void
htmlparts_add_label(struct buf *b, const char *class, const char *kind, struct slice s)
{
	buf_printf(b, "<span class=\"%s\"><span class=\"unseen\">%s </span><span class=\"label\">", class, kind);
	html_text(b, s);
	buf_str(b, "</span></span>\n");
}

void
html_labels(struct buf *b, const struct job *j, const struct record *r)
{
	struct buf lbuf = { 0 }, tbuf = { 0 };
	struct slice level = slice_trim(job_text(r, j->level, &lbuf));
	struct slice tags = slice_trim(job_text(r, j->tags, &tbuf)), tag;

	if (level.n + tags.n > 0) {
		buf_str(b, "<p class=\"labels\">\n");
		if (level.n > 0)
			htmlparts_add_label(b, "level", "Level:", level);
		while (slice_next(&tags, ',', &tag))
			if (slice_trim(tag).n > 0)
				htmlparts_add_label(b, "tag", "Tag:", slice_trim(tag));
		buf_str(b, "</p>\n");
	}
	buf_free(&lbuf);
	buf_free(&tbuf);
}

int
html_question(struct buf *b, struct slice rest)
{
	int status;

	buf_str(b, "<div class=\"rest\" dir=\"auto\">\n");
	status = html_markdown(b, rest, QUESTION_LEVEL);
	buf_str(b, "</div>\n");
	return status;
}

/* Appends a choice as an item of the list. */
static int
htmlparts_add_choice(struct buf *b, const struct choicelist *l, size_t position, bool with_key)
{
	const struct choice *c = choicelist_at(l, position);
	int status;

	buf_str(b, with_key && c->correct ? "<li data-correct>" : "<li>");
	buf_str(b, "<span class=\"letter\">");
	choicelist_letter(position, b);
	buf_str(b, "</span> <span class=\"choice\" dir=\"auto\">");
	status = html_markdown(b, c->text, 0);
	buf_str(b, "</span>");
	if (status == 0 && with_key && c->feedback.n > 0) {
		buf_str(b, "\n<div class=\"feedback\" dir=\"auto\" hidden>\n");
		status = html_markdown(b, c->feedback, QUESTION_LEVEL);
		buf_str(b, "</div>\n");
	}
	buf_str(b, "</li>\n");
	return status;
}

int
html_choices(struct buf *b, const struct choicelist *l, bool with_key)
{
	size_t i;
	int status = 0;

	if (l->choices.n == 0)
		return 0;
	buf_str(b, "<ul class=\"choices\"");
	if (with_key && l->choices.correct > 0)
		buf_str(b, l->choices.correct > 1 ? " data-choose=\"several\"" : " data-choose=\"one\"");
	buf_str(b, ">\n");
	for (i = 0; status == 0 && i < l->choices.n; i++)
		status = htmlparts_add_choice(b, l, i, with_key);
	buf_str(b, "</ul>\n");
	return status;
}

/* An answer in writing, and its marks. */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/plaintext.h"
#include "format/wrap.h"
#include "mark/answer.h"
#include "mark/marks.h"
#include "mark/rubric.h"
#include "quiz/child.h"
#include "quiz/tty.h"
#include "quiz/written.h"
#include "search/regex.h"
#include "tsv/file.h"

int
written_rubric(struct written *w, struct slice points)
{
	if (w->rubric != NULL || slice_trim_ws(points).n == 0)
		return 0;
	w->rubric = rubric_parse(points, RE_NOJIT);
	return w->rubric != NULL ? 0 : fail("points: %s", failure());
}

/* Removes the white space after the text. */
static void
written_trim(struct written *w)
{
	while (w->text.n > 0 && ascii_is_space(w->text.p[w->text.n - 1]))
		w->text.n--;
}

/* Creates an empty file for an answer; its name is in *path. */
static int
written_create(struct buf *path)
{
	const char *dir = getenv("TMPDIR");
	char *name;
	int fd;

	buf_printf(path, "%s/qb-quiz.XXXXXX", dir != NULL && *dir != '\0' ? dir : "/tmp");
	buf_cstr(path);
	name = path->p;
	fd = mkstemp(name);
	if (fd == -1)
		return fail("%s: %s", name, strerror(errno));
	close(fd);
	return 0;
}

void
written_clear(struct written *w)
{
	w->text.n = 0;
	w->given = w->marked = false;
}

const char *
written_editor(void)
{
	const char *editor = getenv("VISUAL");

	if (editor == NULL || *editor == '\0')
		editor = getenv("EDITOR");
	return editor != NULL && *editor != '\0' ? editor : NULL;
}

int
written_edit(struct written *w, struct tty *t, const char *editor)
{
	struct buf path = { 0 }, command = { 0 };
	int status;

	if (written_create(&path) == -1) {
		buf_free(&path);
		return -1;
	}
	buf_printf(&command, "%s \"$1\"", editor);
	status = child_run(t, buf_cstr(&command), path.p, (struct slice){ NULL, 0 });
	if (status != -1 && status != 0)
		status = fail(
		    "%s: exit status %d", editor, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	w->text.n = 0;
	if (status == 0 && file_read(path.p, &w->text) == -1)
		status = -1;
	if (status == -1 && file_read(path.p, &w->text) == 0 && w->text.n > 0)
		fail("%s; the text is in %s", failure(), path.p);
	else
		unlink(path.p);
	written_trim(w);
	buf_free(&path);
	buf_free(&command);
	return status;
}

int
written_lines(struct written *w, struct tty *t)
{
	struct buf line = { 0 };
	int status;

	tty_begin_text(t, &w->text);
	while ((status = tty_line(t, &line)) == 1 && !slice_eq(buf_slice(&line), slice_of("."))) {
		buf_append(&w->text, line.p, line.n);
		buf_byte(&w->text, '\n');
	}
	if (status == KEY_INTERRUPT)
		tty_rest(t, &w->text);
	written_trim(w);
	buf_free(&line);
	return status;
}

int
written_mark(struct written *w)
{
	w->given = true;
	if (w->rubric == NULL)
		return 0;
	answer_set(&w->answer, buf_slice(&w->text));
	if (rubric_mark(w->rubric, &w->answer, &w->marks) == -1)
		return -1;
	w->marked = true;
	return 0;
}

/* The points earned, not below 0. */
static double
written_earned(const struct written *w)
{
	return w->marks.earned > 0 ? w->marks.earned : 0;
}

double
written_score(const struct written *w)
{
	return w->rubric->possible > 0 ? written_earned(w) / w->rubric->possible : 0;
}

/* Begins an item of a list; written_end() ends it. */
static void
written_begin(struct plaintext *p, const char *marker)
{
	wrap_begin(&p->wrap);
	buf_str(&p->wrap.marker, marker);
	plaintext_indent(p, p->wrap.marker.n);
	p->wrap.tight = true;
}

static void
written_end(struct plaintext *p)
{
	wrap_flush(&p->wrap);
	p->wrap.margin.n -= 2; /* bytes of the marker */
	p->wrap.tight = false;
}

static void
written_put(struct plaintext *p, const char *text)
{
	plaintext_add(p, slice_of(text));
}

/* Writes the verdict on a point, and the words that led to it. */
static void
written_write_mark(const struct point *point, const struct point_mark *m, struct plaintext *p)
{
	static const char *const verdicts[] = {
		[MISSED] = "missed: ",
		[NEGATED] = "negated: ",
		[HIT] = "hit: ",
		[MISCONCEPTION] = "misconception: ",
	};
	struct buf b = { 0 };

	if (m->verdict == ABSENT)
		return;
	written_begin(p, "- ");
	written_put(p, verdicts[m->verdict]);
	plaintext_add(p, point->label);
	if (point->wanted > 0)
		buf_printf(&b, ", %zu of %zu", m->found, point->wanted);
	if (point->weight != 1 || point->misconception)
		buf_printf(&b, " (%s%g)", point->misconception ? "-" : "", point->weight);
	written_put(p, buf_cstr(&b));
	if (m->text.n > 0) {
		written_put(p, ", by \"");
		plaintext_add(p, buf_slice(&m->text));
		written_put(p, "\"");
	}
	written_end(p);
	buf_free(&b);
}

void
written_write(const struct written *w, struct plaintext *p)
{
	struct buf head = { 0 };
	size_t i;

	if (!w->marked)
		buf_str(&head, "**Your answer** is not marked: the question has no points.");
	else
		buf_printf(&head, "**Your answer** earns %g of %g points (%.0f %%).", written_earned(w),
		    w->rubric->possible, 100 * written_score(w));
	plaintext_markdown(p, buf_slice(&head), false);
	for (i = 0; w->marked && i < w->rubric->n; i++)
		written_write_mark(&w->rubric->point[i], &w->marks.point[i], p);
	p->wrap.gap = true;
	plaintext_markdown(p, slice_of("**Model answer**"), false);
	buf_free(&head);
}

void
written_write_points(const struct written *w, struct plaintext *p)
{
	size_t i;

	if (w->rubric == NULL || w->rubric->n == 0)
		return;
	p->wrap.gap = true;
	plaintext_markdown(p, slice_of("**Points**"), false);
	for (i = 0; i < w->rubric->n; i++) {
		written_begin(p, "- ");
		if (w->rubric->point[i].misconception) {
			plaintext_markdown(p, slice_of("*not:*"), true);
			written_put(p, " ");
		}
		plaintext_add(p, w->rubric->point[i].label);
		written_end(p);
	}
	p->wrap.gap = true;
}

void
written_free(struct written *w)
{
	buf_free(&w->text);
	rubric_free(w->rubric);
	answer_free(&w->answer);
	marks_free(&w->marks);
	*w = (struct written){ 0 };
}

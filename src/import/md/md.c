/*
 * Markdown: a native export, or a file of any other shape.  The shape is that which explains most of
 * the file, or the one that --questions names.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/keys.h"
#include "import/md/level.h"
#include "import/md/list.h"
#include "import/md/native.h"
#include "import/md/questions.h"
#include "import/md/read.h"
#include "import/md/scan.h"
#include "import/md/shape.h"
#include "import/md/unit.h"
#include "import/registry.h"

/* Reports the front matter and replaces it by blank lines, so that CommonMark does not see it. */
static void
md_skip_front(struct import *im, struct scan *s, struct buf *file)
{
	size_t i, k;

	for (i = 0; i < s->n && (s->line[i].kind == SCAN_FRONT || s->line[i].kind == SCAN_BLANK); i++) {
		const struct slice raw = s->line[i].raw;

		if (s->line[i].kind != SCAN_FRONT)
			continue;
		if (i == 0)
			import_skipped(im, 1, "front matter", s->title);
		else
			import_skipped_line(im, i + 1, "front matter", slice_trim_ws(raw));
		for (k = 0; k < raw.n; k++)
			file->p[(size_t)(raw.p - file->p) + k] = ' ';
	}
}

/* Reads a file whose shape is known; stores the name of the shape for messages. */
static int
md_read_shape(struct questions *q, struct buf *file, const struct scan *s, const struct shape *shape, struct units *u)
{
	struct buf title = { 0 };
	int status;

	if (shape != NULL && shape != &shape_items)
		return questions_read(q, s, u);
	buf_append(&title, s->title.p, s->title.n);
	md_skip_front(q->im, (struct scan *)s, file);
	status = list_read(q, buf_slice(file), buf_slice(&title), false);
	buf_free(&title);
	return status;
}

int
md_read_text(struct import *im, const char *operand, struct buf *file)
{
	const struct keys keys = { 0 };
	struct questions q = { .im = im, .operand = operand, .keys = &keys };
	struct scan s;
	struct units u;
	const struct shape *shape;
	struct buf name = { 0 };
	int status;

	scan_lines(&s, buf_slice(file));
	q.stars = level_has_stars(buf_slice(file));
	shape = shape_choose(&s, import_questions(im), &u);
	buf_str(&name, shape != NULL ? shape->name : shape_items.name);
	if (u.level > 0)
		buf_printf(&name, ", level %d", u.level);
	status = md_read_shape(&q, file, &s, shape, &u);
	if (status == 0 && import_questions(im) == NULL)
		status = questions_check(&q, buf_cstr(&name),
		    import_count_skipped(im, "paragraph") + import_count_skipped(im, "code block"));
	if (status == 0 && shape != NULL && shape != &shape_items && import_questions(im) == NULL)
		import_shape(im, buf_cstr(&name));
	if (status == 0 && q.relative > 0)
		import_note(im, 1, "%zu link%s or image%s relative to the file, kept as they are", q.relative,
		    q.relative > 1 ? "s" : "", q.relative > 1 ? "s" : "");
	buf_free(&name);
	units_free(&u);
	scan_free(&s);
	return status;
}

static int
md_read(struct import *im, const char *operand)
{
	struct buf file = { 0 };
	bool cr = false, native;
	int status = import_file(im, operand, &file);
	struct questions q = { .im = im, .operand = operand };

	if (status == 0) {
		native = native_detect(buf_slice(&file), &cr);
		/* In a native export a CR is text, unless the lines end in CR and LF. */
		if (!native || cr)
			native_remove_cr(&file);
		status = native ? list_read(&q, buf_slice(&file), (struct slice){ "", 0 }, true)
				: md_read_text(im, operand, &file);
	}
	if (status == 0)
		status = import_end(im, operand);
	buf_free(&file);
	return status;
}

const struct import_format import_md = { "md", md_read, NULL, NULL };

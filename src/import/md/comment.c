/* A comment in a Markdown file, which may be the metadata of a question. */
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/keys.h"
#include "import/md/comment.h"
#include "import/metadata.h"
#include "markup/charref.h"
#include "markup/meta.h"

size_t
md_comment_split(struct slice text, struct slice *body)
{
	const char *end, *p;

	if (!slice_starts(text, "<!--"))
		return 0;
	for (p = text.p + 4, end = text.p + text.n; (p = memchr(p, '-', (size_t)(end - p))) != NULL; p++)
		if (slice_starts((struct slice){ p, (size_t)(end - p) }, "-->")) {
			*body = (struct slice){ text.p + 4, (size_t)(p - text.p) - 4 };
			return (size_t)(p - text.p) + 3;
		}
	return 0;
}

enum md_comment
md_comment_classify(const struct keys *keys, struct slice body)
{
	struct buf name = { 0 }, value = { 0 };
	size_t known = 0, other = 0;
	struct slice line;

	while (slice_next(&body, '\n', &line)) {
		line = slice_trim_cr(line);
		if (slice_trim(line).n == 0)
			continue;
		if (meta_decode(&charref_meta, line, &name, &value) && keys_has(keys, buf_slice(&name)))
			known++;
		else
			other++;
	}
	buf_free(&name);
	buf_free(&value);
	if (other == 0)
		return MD_COMMENT_METADATA;
	return known > 0 ? MD_COMMENT_MIXED : MD_COMMENT_TEXT;
}

void
md_comment_read(struct import *im, const struct keys *keys, struct md_comment_text c, struct metadata *m)
{
	struct buf name = { 0 }, value = { 0 };
	struct slice line;

	for (; slice_next(&c.body, '\n', &line); c.lineno++) {
		line = slice_trim_cr(line);
		if (slice_trim(line).n == 0)
			continue;
		if (!meta_decode(&charref_meta, line, &name, &value))
			import_error(im, c.lineno, "not 'key: value' in a metadata comment: %s",
			    import_quote(slice_trim(line), &value));
		else if (!keys_has(keys, buf_slice(&name)))
			keys_error(im, keys, buf_slice(&name), c.lineno);
		else
			metadata_add(m, buf_slice(&name), buf_slice(&value), '\n');
	}
	buf_free(&name);
	buf_free(&value);
}

const char *
md_comment_hint(const struct keys *keys, struct slice body, struct buf *hint)
{
	struct buf name = { 0 }, value = { 0 };
	struct slice line, near = { NULL, 0 };

	hint->n = 0;
	while (near.p == NULL && slice_next(&body, '\n', &line))
		if (meta_decode(&charref_meta, slice_trim_cr(line), &name, &value) && !keys_has(keys, buf_slice(&name)))
			near = keys_nearest(keys, buf_slice(&name));
	if (near.p != NULL)
		buf_printf(hint, "unknown key '%.*s'; did you mean '%.*s'? ", SHOWN(buf_slice(&name)), SHOWN(near));
	buf_free(&name);
	buf_free(&value);
	return buf_cstr(hint);
}

/* Metadata comments: `key: value` lines for the columns that a format does not show. */
#include "markup/meta.h"
#include "base/buf.h"
#include "base/slice.h"
#include "markup/charref.h"

/* The names of columns, in the comments of every format. */
static const struct charref_set meta_name = {
	.always = "\n\r:[", .at_edges = " \t", .on_request = "", .repeated = "-"
};

void
meta_encode_name(struct slice name, struct buf *b)
{
	charref_encode(&meta_name, name, NULL, b);
}

void
meta_decode_name(struct slice s, struct buf *b)
{
	charref_decode(&meta_name, slice_trim(s), b);
}

size_t
meta_encode(const struct charref_set *set, struct slice name, struct slice value, struct buf *b)
{
	struct slice line;
	size_t n = 0;

	if (value.n == 0)
		return 0;
	for (; slice_next(&value, '\n', &line); n++) {
		meta_encode_name(name, b);
		buf_byte(b, ':');
		if (line.n > 0)
			buf_byte(b, ' ');
		charref_encode(set, line, NULL, b);
		buf_byte(b, '\n');
	}
	return n;
}

bool
meta_decode(const struct charref_set *set, struct slice line, struct buf *name, struct buf *value)
{
	struct slice rest = line, key;

	name->n = value->n = 0;
	if (!slice_next(&rest, ':', &key) || rest.p == NULL)
		return false;
	meta_decode_name(key, name);
	charref_decode(set, slice_trim(rest), value);
	return name->n > 0;
}

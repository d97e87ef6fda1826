/* Repairing the end of a log. */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/slice.h"
#include "quiz/append.h"
#include "quiz/mend.h"
#include "review/log.h"

/* Counts the newlines of the file and finds the byte after the last one. */
static int
mend_find_end(const struct append *a, off_t size, size_t *lines, off_t *end)
{
	static char block[65536];
	off_t at = 0;

	*lines = 0;
	*end = 0;
	while (at < size) {
		ssize_t n = pread(a->fd, block, sizeof(block), at), i;

		if (n <= 0)
			return fail("%s: cannot read: %s", a->path, strerror(n == 0 ? EIO : errno));
		for (i = 0; i < n; i++)
			if (block[i] == '\n') {
				++*lines;
				*end = at + i + 1;
			}
		at += n;
	}
	return 0;
}

/*
 * Whether the last line of the log, which is unterminated and comes after that many others, is a
 * valid review or header; -1 if it is neither that nor the beginning of one.
 */
static int
mend_last_is_valid(const struct append *a, size_t lines)
{
	struct calendar forever = { .now = (time_t)LLONG_MAX, .today = LONG_MAX };
	struct buf warnings = { 0 };
	struct log_context x = { .calendar = &forever, .warnings = &warnings };
	struct log *l = log_open(a->path, &x);
	struct review r = { .lineno = 0 };
	int status = l != NULL ? 1 : -1, valid;

	while (status == 1)
		status = log_next(l, &r);
	valid = l != NULL && log_has_header(l) && (lines == 0 || r.lineno == lines + 1);
	if (l != NULL)
		log_close(l);
	buf_free(&warnings);
	return status == -1 ? fail("%s: cannot append: invalid last line", a->path) : valid;
}

int
mend_log(const struct append *a, off_t size, struct buf *warning)
{
	struct buf tail = { 0 };
	struct slice rest, text = { "", 0 };
	size_t lines;
	off_t end;
	size_t n;
	int valid;

	if (mend_find_end(a, size, &lines, &end) == -1)
		return -1;
	valid = mend_last_is_valid(a, lines);
	if (valid == -1)
		return -1;
	n = (size_t)(size - end);
	if (pread(a->fd, buf_reserve(&tail, n), n, end) != (ssize_t)n) {
		buf_free(&tail);
		return fail("%s: cannot read: %s", a->path, strerror(errno));
	}
	tail.n = n;
	rest = buf_slice(&tail);
	slice_next(&rest, '\0', &text);
	if (!valid) {
		fail("%s: incomplete last line removed: %.*s", a->path, text.n > 0 ? (int)text.n : 9,
		    text.n > 0 ? text.p : "NUL bytes");
		warning->n = 0;
		buf_str(warning, failure());
	}
	size = append_truncate(a, valid ? end + (off_t)text.n : end, valid);
	buf_free(&tail);
	return size == -1 ? -1 : 0;
}
